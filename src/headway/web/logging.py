"""What a log may hold."""

import logging


class Plain(logging.Filter):
    """Takes from a record what could hold a person's words: the traceback's values and requests.

    Of an address the page's name is told, since people type all sorts of things into addresses.
    A traceback names files and lines; the message of an error may quote what somebody typed, so
    its type alone is told.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; it is always kept."""
        if record.name.startswith("django.security"):
            # Such a message quotes what was sent, such as the name of a host.
            record.msg, record.args = "a request was refused as unsafe", ()
        elif getattr(record, "request", None) is not None and isinstance(record.args, tuple):
            record.args = tuple(_without_address(one, record) for one in record.args)
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            place = _last_place(error)
            record.msg = f"{record.getMessage()}: {type(error).__name__}{place}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def _without_address(said: object, record: logging.LogRecord) -> object:
    request = record.request  # type: ignore[attr-defined]
    if said not in {getattr(request, "path", None), getattr(request, "path_info", None)}:
        return said
    match = getattr(request, "resolver_match", None)
    return f"the page “{match.view_name}”" if match else "an address that leads nowhere"


def _last_place(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f" at line {trace.tb_lineno} of {trace.tb_frame.f_code.co_filename}"

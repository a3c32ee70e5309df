"""What a log may hold."""

import logging


class Plain(logging.Filter):
    """Takes from a record what could hold a person's words: the traceback's values and requests.

    A traceback names files and lines; the message of an error may quote what somebody typed, so
    its type alone is told.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; it is always kept."""
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            place = _last_place(error)
            record.msg = f"{record.getMessage()}: {type(error).__name__}{place}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def _last_place(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f" at line {trace.tb_lineno} of {trace.tb_frame.f_code.co_filename}"

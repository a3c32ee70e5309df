"""Every kind of work that can be asked for in the browser, and how it is done.

A new kind is a name in ``headway.domain.asked_work.WorkKind`` and a line here: a worker of its own
takes it from the queue, one piece at a time.
"""

from collections.abc import Mapping
from types import MappingProxyType

from headway.domain.asked_work import WorkKind
from headway.services.office.asked_work import KindOfWork
from headway.services.office.benchmarks import run_benchmarks
from headway.services.office.check_trails import run_check
from headway.services.office.load_files import remove, run_load
from headway.services.office.preview_edition import KEPT_FOR, run_preview
from headway.services.office.publish_edition import run_publish
from headway.services.office.restatement import run_why
from headway.services.office.work_out import IF_STOPPED, run_figures

KINDS: Mapping[WorkKind, KindOfWork] = MappingProxyType(
    {
        WorkKind.LOAD: KindOfWork(
            run_load,
            "Look under Data whether it is the current load; if not, hand the files over again",
            tidy=lambda folders, name: remove(folders.office, name),
        ),
        WorkKind.PREVIEW: KindOfWork(run_preview, "Look at it again", kept_for=KEPT_FOR),
        WorkKind.PUBLISH: KindOfWork(
            run_publish, "See under Editions whether it is there; if not, look at it again"
        ),
        WorkKind.RESTATEMENT: KindOfWork(run_why, "Ask for it again"),
        WorkKind.BENCHMARKS: KindOfWork(
            run_benchmarks,
            "Look under Benchmarks whether they are there; if not, hand the files over again",
            tidy=lambda folders, name: remove(folders.office, name),
        ),
        WorkKind.FIGURES: KindOfWork(run_figures, IF_STOPPED),
        WorkKind.TRAILS: KindOfWork(run_check, "Ask for it again on the page of the trail"),
    }
)

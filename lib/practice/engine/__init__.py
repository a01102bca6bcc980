"""The engine of practice: checking answers, asking for predictions, remembering both.

Imports every room below practice but explore, and no notebook's exercises: what reads all of them is
named in `lib.READERS`. Gives out what an exercise is made of, the course's map, the
questions that a notebook opens with, the exam, and the table of a class.
"""

from lib import face

__getattr__, __dir__ = face(
    __name__,
    {
        "checking": "Exercise Forbidden Mistake each same",
        "draws": "Chance",
        "course": "course_map",
        "recalling": "recall",
        "diagnostic": "where_to_begin",
        "predict": "predict",
        "progress": "progress_path",
        "examining": "exam",
        "report": "class_report",
    },
)

"""Forms that several professions write together: the discharge notification and assessment. Forms are files.

`form` says what a form is, `questionnaire` reads one, `response` is what was answered, `sections` how it stands for one
person, `prefill` what is known already, `sending` how it is written and sent.
"""

from homefirst.hub.forms.form import Answers, Form, Question, QuestionKind, Section, faults, tidy
from homefirst.hub.forms.prefill import known, prefilled
from homefirst.hub.forms.questionnaire import NOTIFICATION, FormFault, load_form, read_form
from homefirst.hub.forms.response import MEDIA_TYPE, Answer, Response, read_response
from homefirst.hub.forms.sections import Conflict, SectionNow, Version, conflicts, sections, stay_of_form, writer_words
from homefirst.hub.forms.sending import (
    Block,
    OpenFor,
    Piece,
    Written,
    open_for,
    ready_to_send,
    send,
    sent_copies,
    waited_for,
    write_section,
)

__all__ = [
    "MEDIA_TYPE",
    "NOTIFICATION",
    "Answer",
    "Answers",
    "Block",
    "Conflict",
    "Form",
    "FormFault",
    "OpenFor",
    "Piece",
    "Question",
    "QuestionKind",
    "Response",
    "Section",
    "SectionNow",
    "Version",
    "Written",
    "conflicts",
    "faults",
    "known",
    "load_form",
    "open_for",
    "prefilled",
    "read_form",
    "read_response",
    "ready_to_send",
    "sections",
    "send",
    "sent_copies",
    "stay_of_form",
    "tidy",
    "waited_for",
    "write_section",
    "writer_words",
]

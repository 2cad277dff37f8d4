"""homefirst: the open software of a local health and care system, for the people who get older people home.

One idea: everything that happens to a person is an event in one append-only ledger, and everything else is a view
of it.

    event     what can happen to a person                     start here
    codes     the closed lists that an event's detail comes from
    journey   what one person's events add up to: stays, waits, help, when they were ready to leave
    ledger    keep events once, and never change them
    columns   the same journeys for everyone at once, as tables
    intake    hospital messages and extracts into events
    hub       who is ready to leave and has not, longest first
    measures  what the ledger adds up to, one file a question
    web       pages: read, ask one pure function, show

Read next: event.py, journey.py, then tests/spec/, where each rule stands in the field's words.
"""

__version__ = "0.1.0"

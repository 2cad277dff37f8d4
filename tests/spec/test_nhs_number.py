"""The NHS number and its check digit

An NHS number has ten digits, the last a check on the nine before it. Multiply the first digit by 10, the second by 9
and so on to the ninth by 2; add up; divide by 11 and take the remainder from 11. That is the check digit, with 0 for
11. Where it comes to 10 the number is never issued. A number made of one digit repeated may pass the arithmetic and is
still a placeholder, so it is refused; numbers that fail are kept as told and join nobody to anybody.

Source: NHS Data Dictionary, *NHS Number*,
<https://v2.datadictionary.nhs.uk/data_dictionary/attributes/n/nhs_number_de.asp?shownav=1>, read 22 November 2026 (the
five steps; no worked number is printed there). The numbers are our own, from the range that begins 999, which NHS
England keeps for tests (*unverified*), and nobody has them.
"""

from homefirst.people import nhs_number_fault
from tests.spec.page import each_row


@each_row
def test_the_check_digit_is_worked_out_by_hand_and_by_the_code(
    nine_digits: str, weighted_sum: str, remainder: str, eleven_less: str, check_digit: str
) -> None:
    """
    nine_digits  weighted_sum  remainder  eleven_less  check_digit
    999000001    245           3          8            8
    999000002    247           5          6            6
    999000004    251           9          2            2
    999000005    253           0          11           0
    999000000    243           1          10           never issued
    999123456    320           1          10           never issued
    """
    total = sum(int(digit) * weight for digit, weight in zip(nine_digits, range(10, 1, -1), strict=True))
    assert (total, total % 11, 11 - total % 11) == (int(weighted_sum), int(remainder), int(eleven_less))
    usable = [digit for digit in "0123456789" if nhs_number_fault(nine_digits + digit) is None]
    assert usable == ([] if check_digit == "never issued" else [check_digit])


@each_row
def test_spaces_and_hyphens_do_not_matter_and_anything_else_does(written: str, usable: str) -> None:
    """
    written        usable
    9990000018     yes
    999 000 0018   yes
    999-000-0018   yes
    999000001      no
    99900000180    no
    999000001O     no
    """
    assert (nhs_number_fault(written) is None) == (usable == "yes")


@each_row
def test_a_mistyped_number_is_found_out(slip: str, typed: str) -> None:
    """For 999 000 0018 and 999 000 0026. Weights that differ by place catch every single wrong digit and every swap of
    two unlike neighbours.

    slip                        typed
    one digit wrong             9990000019
    one digit wrong             9990010018
    two neighbours swapped      9990000108
    two neighbours swapped      9990000206
    """
    assert nhs_number_fault(typed) is not None


@each_row
def test_one_digit_repeated_is_a_placeholder(number: str, passes_the_arithmetic: str) -> None:
    """
    number      passes_the_arithmetic
    0000000000  yes
    9999999999  yes
    1111111111  yes
    """
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    assert ((11 - total % 11) % 11 == int(number[9])) == (passes_the_arithmetic == "yes")
    assert "placeholder" in str(nhs_number_fault(number))


@each_row
def test_what_is_wrong_is_said_without_repeating_the_number(number: str) -> None:
    """
    number
    9990000019
    1111111111
    99900000
    """
    fault = str(nhs_number_fault(number))
    assert fault.endswith(".")
    assert number not in fault

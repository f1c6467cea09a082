"""P-6, Z-34, Z-36: an adult is written down with no signal; the ward reads by name who may visit, and no address."""

from playwright.sync_api import expect

from e2e.people import Meet, Someone, with_rosie_open

ADDRESS = "12 Zephyrine Refuge Lane"


def test_written_with_no_signal_and_read_on_the_ward_plan(meet: Meet) -> None:
    doctor, discussion = with_rosie_open(meet, "paediatrician")
    doctor.loses_signal()
    doctor.opens(f"/discussions/{discussion}")
    doctor.follows("The adults")
    doctor.follows("Add an adult")
    doctor.page.get_by_label("Given name").fill("Ifan")
    doctor.page.get_by_label("Family name").fill("Tennant")
    doctor.saves("Save, and go on")
    doctor.page.get_by_role("link", name="Answer Visiting").click()
    visits = doctor.page.get_by_role("group", name="May this person visit the child")
    visits.get_by_label("Only while staff are with them").check()
    takes = doctor.page.get_by_role("group", name="May this person take the child home")
    takes.get_by_label("No", exact=True).check()
    doctor.saves("Save")
    expect(doctor.main).to_contain_text("Addresses are kept apart")
    doctor.has_signal_again()
    doctor.all_is_sent()
    chair = meet("team_manager", java_script_enabled=False)
    chair.opens("/sign-in")
    chair.gives_the_password()
    _keeps_the_address(chair, discussion)
    nurse, _ = with_rosie_open(meet)
    nurse.opens(f"/discussions/{discussion}/ward-safety-plan")
    adults = nurse.page.get_by_role("region", name="Each adult")
    expect(adults).to_contain_text("Ifan Tennant")
    expect(adults).to_contain_text("Does not take the child.")
    nurse.opens(f"/discussions/{discussion}/adults")
    nurse.follows("Ifan Tennant")
    nurse.does_not_see(ADDRESS)
    expect(nurse.page.get_by_role("link", name="Address")).to_have_count(0)


def _keeps_the_address(chair: Someone, discussion: str) -> None:
    """Hidden until she asks for it."""
    chair.opens(f"/discussions/{discussion}/adults")
    chair.follows("Ifan Tennant")
    chair.follows("Address")
    chair.page.get_by_role("textbox", name="Address").fill(ADDRESS)
    chair.saves("Save")
    chair.sees("An address is kept.")
    chair.does_not_see(ADDRESS)
    chair.follows("Address")
    chair.sees(ADDRESS)

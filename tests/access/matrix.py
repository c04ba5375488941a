"""Who may do what at which address: the product's promise, and what the tests of this folder ask it.

A row is a route, the methods it answers, and what each person of the cast gets there with an
object of our own network (``tests/access/cast.py``). ALL: every method; HEAD goes with GET. A method that
no row names is refused: ``unlisted`` says how.

    200 201 303 302   it is done, or shown; 302 leads to the next page
    entra             sent to sign in
    403               an insider without the right
    404               for this person it does not exist
    401               the API without a key

Columns: oper(ator of the platform) · admi(nistrator) · faci(litator) · coor(dinator of the network)
· veco: coordinator of the neighbour network · auto: authority of the network's territory ·
veau: the neighbour's authority · ajen: facilitator of another programme · inte(grante): a member,
without account, with a code or link · visi(tor): nobody, with made-up codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.access.cast import NAMELESS, PEOPLE

TABLE = """
# Signing in and one's own account (the library's views, only those we offer)
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
account_change_password      GET,POST,PUT,OPTIONS       200   200   200   200   200   200   200   200   entra entra
account_confirm_login_code   ALL                        302   302   302   302   302   302   302   302   entra entra
account_inactive             GET,OPTIONS                200   200   200   200   200   200   200   200   200   200
account_login                GET,POST,PUT,OPTIONS       302   302   302   302   302   302   302   302   200   200
account_login                PATCH,DELETE               302   302   302   302   302   302   302   302   405   405
account_logout               GET                        200   200   200   200   200   200   200   200   302   302
account_logout               POST                       302   302   302   302   302   302   302   302   302   302
account_logout               OPTIONS                    200   200   200   200   200   200   200   200   200   200
account_reauthenticate       GET,POST,PUT,OPTIONS       200   200   200   200   200   200   200   200   entra entra
account_request_login_code   GET,POST,PUT,OPTIONS       302   302   302   302   302   302   302   302   200   200
account_request_login_code   PATCH,DELETE               302   302   302   302   302   302   302   302   405   405
account_set_password         ALL                        302   302   302   302   302   302   302   302   entra entra
account_signup               GET,POST,PUT,OPTIONS       302   302   302   302   302   302   302   302   200   200
account_signup               PATCH,DELETE               302   302   302   302   302   302   302   302   405   405
mail                         GET                        404   404   404   404   404   404   404   404   404   404
mailbox                      GET                        404   404   404   404   404   404   404   404   404   404
mfa_activate_totp            GET,POST,PUT,OPTIONS       302   200   200   200   200   200   200   200   entra entra
mfa_activate_totp            PATCH,DELETE               302   405   405   405   405   405   405   405   entra entra
mfa_authenticate             ALL                        302   302   302   302   302   302   302   302   entra entra
mfa_deactivate_totp          GET,OPTIONS                200   404   404   404   404   404   404   404   entra entra
mfa_deactivate_totp          POST,PUT                   302   404   404   404   404   404   404   404   entra entra
mfa_deactivate_totp          PATCH,DELETE               405   404   404   404   404   404   404   404   entra entra
mfa_download_recovery_codes  GET,OPTIONS                200   404   404   404   404   404   404   404   entra entra
mfa_download_recovery_codes  POST,PUT,PATCH,DELETE      405   404   404   404   404   404   404   404   entra entra
mfa_generate_recovery_codes  GET,OPTIONS                200   200   200   200   200   200   200   200   entra entra
mfa_generate_recovery_codes  POST,PUT                   302   200   200   200   200   200   200   200   entra entra
mfa_index                    GET,OPTIONS                200   200   200   200   200   200   200   200   entra entra
mfa_reauthenticate           GET,POST,PUT,OPTIONS       200   302   302   302   302   302   302   302   entra entra
mfa_reauthenticate           PATCH,DELETE               405   302   302   302   302   302   302   302   entra entra
mfa_view_recovery_codes      GET                        200   404   404   404   404   404   404   404   entra entra
mfa_view_recovery_codes      OPTIONS                    200   200   200   200   200   200   200   200   entra entra

# Without an account
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
answering:answer             GET                        200   200   200   200   200   200   200   200   200   404
answering:answer             POST                       201   201   201   201   201   201   201   201   201   404
answering:door               GET                        200   200   200   200   200   200   200   200   200   200
answering:door               POST                       303   303   303   303   303   303   303   303   303   303
answering:privacy            GET                        200   200   200   200   200   200   200   200   200   200
answering:privacy_version    GET                        200   200   200   200   200   200   200   200   200   200
documents:read               GET                        200   200   200   200   200   200   200   200   200   404
documents:verify             GET                        200   200   200   200   200   200   200   200   200   404
entry:landing                GET                        200   302   302   302   302   302   302   302   200   200

# How the platform is
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
health:livez                 GET                        200   200   200   200   200   200   200   200   200   200
health:readyz                GET                        200   200   200   200   200   200   200   200   200   200
health:state                 GET                        200   403   403   403   403   403   403   403   entra entra

# The API, by key
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
api:cycle-detail             GET                        404   200   200   200   404   403   403   404   401   401
api:cycle-list               GET                        404   200   200   200   200   403   403   200   401   401
api:docs                     GET                        200   200   200   200   200   200   200   200   200   200
api:network-detail           GET                        404   200   200   200   404   403   403   404   401   401
api:network-list             GET                        404   200   200   200   200   403   403   200   401   401
api:schema                   GET                        200   200   200   200   200   200   200   200   200   200
api:survey-detail            GET                        404   403   200   200   404   403   403   404   401   401
api:survey-list              GET                        404   403   200   200   200   403   403   200   401   401

# The operators' desk, by prefix
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
admin                        ALL                        200   entra entra entra entra entra entra entra entra entra

# The gallery of components: invented content
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
ui:gallery                   GET                        200   200   200   200   200   200   200   200   200   200
ui:job_fragment              GET                        200   200   200   200   200   200   200   200   200   200
ui:public_gallery            GET                        200   200   200   200   200   200   200   200   200   200

# Networks, their people and cycles
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
networks:analysis            GET                        404   403   403   200   404   403   404   404   entra entra
networks:analysis            POST                       404   403   403   302   404   403   404   404   entra entra
networks:authority_remove    POST                       404   302   403   403   403   403   403   404   entra entra
networks:coordinator_remove  POST                       404   302   302   403   404   403   404   404   entra entra
networks:cycle               GET                        404   200   200   200   404   403   404   404   entra entra
networks:cycle_start         GET                        404   403   403   200   404   403   404   404   entra entra
networks:cycle_start         POST                       404   403   403   302   404   403   404   404   entra entra
networks:cycle_step          POST                       404   403   403   302   404   403   404   404   entra entra
networks:home                GET                        404   302   302   200   200   302   302   404   entra entra
networks:levers              GET                        404   403   403   200   404   403   404   404   entra entra
networks:levers              POST                       404   403   403   302   404   403   404   404   entra entra
networks:network             GET                        404   200   200   200   404   403   404   404   entra entra
networks:network_create      GET                        404   200   200   403   403   403   403   404   entra entra
networks:network_create      POST                       404   302   302   403   403   403   403   404   entra entra
networks:network_edit        GET                        404   200   200   403   404   403   404   404   entra entra
networks:network_edit        POST                       404   302   302   403   404   403   404   404   entra entra
networks:network_exit        GET                        404   200   200   403   404   403   404   404   entra entra
networks:network_exit        POST                       404   302   302   403   404   403   404   404   entra entra
networks:network_list        GET                        404   200   200   200   200   403   403   404   entra entra
networks:network_territories GET                        404   200   200   403   404   403   404   404   entra entra
networks:network_territories POST                       404   302   302   403   404   403   404   404   entra entra
networks:people              GET                        404   200   403   403   403   403   403   404   entra entra
networks:person_end          POST                       404   302   403   403   403   403   403   404   entra entra
networks:person_invite       GET                        404   200   403   403   403   403   403   404   entra entra
networks:person_invite       POST                       404   302   403   403   403   403   403   404   entra entra
networks:purpose             GET                        404   200   200   200   404   403   404   404   entra entra
networks:purpose             POST                       404   403   403   302   404   403   404   404   entra entra
networks:roster              GET                        404   200   200   200   404   403   404   404   entra entra
networks:roster              POST                       404   302   302   302   404   403   404   404   entra entra
networks:school_add          GET                        404   200   200   200   404   403   404   404   entra entra
networks:school_add          POST                       404   302   302   302   404   403   404   404   entra entra
networks:school_remove       POST                       404   302   302   302   404   403   404   404   entra entra
networks:team                GET                        404   200   200   200   404   403   404   404   entra entra
networks:team                POST                       404   302   302   403   404   403   404   404   entra entra
networks:territories         GET                        404   200   200   403   403   403   403   404   entra entra
networks:territory           GET                        404   200   200   403   403   403   403   404   entra entra
networks:territory           POST                       404   302   403   403   403   403   403   404   entra entra
networks:territory_create    GET                        404   200   200   403   403   403   403   404   entra entra
networks:territory_create    POST                       404   302   302   403   403   403   403   404   entra entra
networks:territory_unassign  POST                       404   302   302   403   404   403   404   404   entra entra

# Questionnaires
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
instruments:version          GET                        404   200   200   200   200   403   403   404   entra entra
instruments:version_list     GET                        404   200   200   200   200   403   403   404   entra entra

# Applications of a questionnaire
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
surveys:cancel               POST                       404   403   302   302   404   403   404   404   entra entra
surveys:change               GET                        404   403   200   200   404   403   404   404   entra entra
surveys:change               POST                       404   403   302   302   404   403   404   404   entra entra
surveys:confirm              POST                       404   403   302   403   404   403   404   404   entra entra
surveys:correct              POST                       404   403   302   403   404   403   404   404   entra entra
surveys:extend               POST                       404   403   302   302   404   403   404   404   entra entra
surveys:open                 POST                       404   403   302   302   404   403   404   404   entra entra
surveys:open_many            GET                        404   403   200   403   403   403   403   404   entra entra
surveys:open_many            POST                       404   403   302   403   403   403   403   404   entra entra
surveys:prepare              GET                        404   403   200   200   404   403   404   404   entra entra
surveys:prepare              POST                       404   403   302   302   404   403   404   404   entra entra
surveys:reading_link         GET                        404   403   403   200   404   403   404   404   entra entra
surveys:reading_link         POST                       404   403   403   302   404   403   404   404   entra entra
surveys:redraw               POST                       404   403   302   403   404   403   404   404   entra entra
surveys:remind               POST                       404   403   302   302   404   403   404   404   entra entra
surveys:replace              POST                       404   403   302   403   404   403   404   404   entra entra
surveys:share_team_view      POST                       404   403   403   302   404   403   404   404   entra entra
surveys:survey               GET                        404   403   200   200   404   403   404   404   entra entra
surveys:take_slips           POST                       404   403   200   403   404   403   404   404   entra entra
surveys:team_view            GET                        404   403   403   200   404   403   404   404   entra entra
surveys:team_view            POST                       404   403   403   302   404   403   404   404   entra entra

# Results
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
results:authority_drawing    GET                        404   403   403   403   404   200   404   404   entra entra
results:authority_drawing    POST                       404   403   403   403   404   302   404   404   entra entra
results:authority_home       GET                        404   403   403   403   403   200   200   404   entra entra
results:authority_pdf        GET                        404   403   403   403   404   200   404   404   entra entra
results:authority_report     GET                        404   403   403   403   404   200   404   404   entra entra
results:contrast             GET                        404   403   403   200   404   403   404   404   entra entra
results:dimension            GET                        404   403   200   200   404   403   404   404   entra entra
results:open_release         GET                        404   403   403   200   404   403   404   404   entra entra
results:open_release         POST                       404   403   403   302   404   403   404   404   entra entra
results:report               GET                        404   403   200   200   404   403   404   404   entra entra
results:report_drawing       GET                        404   403   200   200   404   403   404   404   entra entra
results:report_drawing       POST                       404   403   302   302   404   403   404   404   entra entra
results:report_pdf           GET                        404   403   200   200   404   403   404   404   entra entra

# Background work
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
jobs:cancel                  POST                       404   302   302   302   404   404   404   404   entra entra
jobs:detail                  GET                        404   200   200   200   404   404   404   404   entra entra
jobs:list                    GET                        404   200   200   200   200   200   200   404   entra entra
jobs:progress                GET                        404   200   200   200   404   404   404   404   entra entra
jobs:retry                   POST                       404   302   302   302   404   404   404   404   entra entra

# One's own keys
#                                                       oper  admi  faci  coor  veco  auto  veau  ajen  inte  visi
accounts:api_keys            GET                        404   200   200   200   200   200   200   404   entra entra
accounts:api_keys            POST                       404   200   200   200   200   200   200   404   entra entra
accounts:revoke_api_key      POST                       404   404   404   302   404   404   404   404   entra entra
"""

OUTSIDERS = ("operator", "foreign_facilitator")

# Rows in which nobody gets anywhere, each with where its success is shown.
WITHOUT_TWIN = {
    (
        "mfa_authenticate",
        "GET",
    ): "between password and second factor: tests/lar/accounts/test_second_factor.py",
    ("account_confirm_login_code", "GET"): "after asking for a code: tests/lar/accounts/test_sign_in.py",
    ("mailbox", "GET"): "only on a developer's machine: tests/lar/accounts/test_mailbox.py",
    ("mail", "GET"): "only on a developer's machine: tests/lar/accounts/test_mailbox.py",
}


@dataclass(frozen=True)
class Row:
    route: str
    method: str
    cells: dict[str, str]


def rows() -> dict[tuple[str, str], Row]:
    """Return the rows of the table by route and method; GET brings its HEAD."""
    found: dict[tuple[str, str], Row] = {}
    for line in TABLE.splitlines():
        if line.strip() and not line.startswith("#"):
            for row in _read(line):
                assert (row.route, row.method) not in found, f"twice: {row.route} {row.method}"
                found[row.route, row.method] = row
    return found


def _read(line: str) -> list[Row]:
    route, methods, *cells = line.split()
    assert len(cells) == len(PEOPLE), line
    named = methods.replace("ALL", "GET,POST,PUT,PATCH,DELETE,OPTIONS").split(",")
    if "GET" in named:
        named.append("HEAD")
    return [Row(route, method, dict(zip(PEOPLE, cells, strict=True))) for method in named]


def unlisted(path: str, person: str, shown: str | None) -> str:
    """Return how a method is refused that no row names.

    ``shown``: what the person gets by GET there. Inside a programme the middleware speaks first,
    in the API the key's scope does; elsewhere, and for insiders, the method is simply not allowed.
    """
    if path.startswith("<slug:program>/"):
        if person in NAMELESS:
            return "entra"
        return "404" if person in OUTSIDERS else "405"
    if path.startswith("cuenta/") and person in NAMELESS:
        return "entra"
    if path.startswith("api/v1/"):
        return shown if shown in {"401", "403"} or person == "operator" else "405"
    return "405"


def is_success(cell: str) -> bool:
    return cell[0] in "23"

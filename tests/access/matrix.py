"""Who may do what at which address: the product's promise, and what the tests of this folder ask it.

A row is a route, the methods it answers, and what each person of the cast gets there with an
object of our own network (``tests/access/cast.py``). ALL: every method; HEAD goes with GET. A method that
no row names is refused: ``unlisted`` says how.

    200 201 303 302   it is done, or shown; 302 leads to the next page
    ent               to the door (*entrar*): sent to sign in
    403               an insider without the right
    404               for this person it does not exist
    401               the API without a key

Columns: ope(rator of the platform) · adm(inistrator) · fac(ilitator) · coo(rdinator of the network)
· vec: coordinator of the neighbour network (*vecina*) · aut(hority of the network's territory) ·
vea: the neighbour's authority · aje: facilitator of another programme (*ajeno*) · int(egrante): a
member, without account, with a code or link · vis(itor): nobody, with made-up codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.access.cast import NAMELESS, PEOPLE

TABLE = """
# Signing in and one's own account (the library's views, only those we offer)
#                                                  ope adm fac coo vec aut vea aje int vis
account_change_password      GET,POST,PUT,OPTIONS  200 200 200 200 200 200 200 200 ent ent
account_confirm_login_code   ALL                   302 302 302 302 302 302 302 302 ent ent
account_inactive             GET,OPTIONS           200 200 200 200 200 200 200 200 200 200
account_login                GET,POST,PUT,OPTIONS  302 302 302 302 302 302 302 302 200 200
account_login                PATCH,DELETE          302 302 302 302 302 302 302 302 405 405
account_logout               GET                   200 200 200 200 200 200 200 200 302 302
account_logout               POST                  302 302 302 302 302 302 302 302 302 302
account_logout               OPTIONS               200 200 200 200 200 200 200 200 200 200
account_reauthenticate       GET,POST,PUT,OPTIONS  200 200 200 200 200 200 200 200 ent ent
account_request_login_code   GET,POST,PUT,OPTIONS  302 302 302 302 302 302 302 302 200 200
account_request_login_code   PATCH,DELETE          302 302 302 302 302 302 302 302 405 405
account_set_password         ALL                   302 302 302 302 302 302 302 302 ent ent
account_signup               GET,POST,PUT,OPTIONS  302 302 302 302 302 302 302 302 200 200
account_signup               PATCH,DELETE          302 302 302 302 302 302 302 302 405 405
mail                         GET                   404 404 404 404 404 404 404 404 404 404
mailbox                      GET                   404 404 404 404 404 404 404 404 404 404
mfa_activate_totp            GET,POST,PUT,OPTIONS  302 200 200 200 200 200 200 200 ent ent
mfa_activate_totp            PATCH,DELETE          302 405 405 405 405 405 405 405 ent ent
mfa_authenticate             ALL                   302 302 302 302 302 302 302 302 ent ent
mfa_deactivate_totp          GET,OPTIONS           200 404 404 404 404 404 404 404 ent ent
mfa_deactivate_totp          POST,PUT              302 404 404 404 404 404 404 404 ent ent
mfa_deactivate_totp          PATCH,DELETE          405 404 404 404 404 404 404 404 ent ent
mfa_download_recovery_codes  GET,OPTIONS           200 404 404 404 404 404 404 404 ent ent
mfa_download_recovery_codes  POST,PUT,PATCH,DELETE 405 404 404 404 404 404 404 404 ent ent
mfa_generate_recovery_codes  GET,OPTIONS           200 200 200 200 200 200 200 200 ent ent
mfa_generate_recovery_codes  POST,PUT              302 200 200 200 200 200 200 200 ent ent
mfa_index                    GET,OPTIONS           200 200 200 200 200 200 200 200 ent ent
mfa_reauthenticate           GET,POST,PUT,OPTIONS  200 302 302 302 302 302 302 302 ent ent
mfa_reauthenticate           PATCH,DELETE          405 302 302 302 302 302 302 302 ent ent
mfa_view_recovery_codes      GET                   200 404 404 404 404 404 404 404 ent ent
mfa_view_recovery_codes      OPTIONS               200 200 200 200 200 200 200 200 ent ent

# Without an account
#                                                  ope adm fac coo vec aut vea aje int vis
answering:answer             GET                   200 200 200 200 200 200 200 200 200 404
answering:answer             POST                  201 201 201 201 201 201 201 201 201 404
answering:door               GET                   200 200 200 200 200 200 200 200 200 200
answering:door               POST                  303 303 303 303 303 303 303 303 303 303
answering:keying             GET                   200 200 200 200 200 200 200 200 200 404
answering:keying             POST                  303 303 303 303 303 303 303 303 303 404
answering:privacy            GET                   200 200 200 200 200 200 200 200 200 200
answering:privacy_version    GET                   200 200 200 200 200 200 200 200 200 200
answering:script             GET                   200 200 200 200 200 200 200 200 200 200
answering:service_worker     GET                   200 200 200 200 200 200 200 200 200 200
documents:read               GET                   200 200 200 200 200 200 200 200 200 404
documents:verify             GET                   200 200 200 200 200 200 200 200 200 404
entry:calendar_feed          GET                   200 200 200 200 200 200 200 200 200 404
entry:digest_stop            GET,POST              200 200 200 200 200 200 200 200 200 404
entry:landing                GET                   200 302 302 302 302 302 302 302 200 200
room:door                    GET                   200 200 200 200 200 200 200 200 200 200
room:door                    POST                  303 303 303 303 303 303 303 303 303 303
room:live                    GET                   200 200 200 200 200 200 200 200 200 404
room:phone                   GET                   200 200 200 200 200 200 200 200 200 404
room:phone                   POST                  303 303 303 303 303 303 303 303 303 404

# How the platform is
#                                                  ope adm fac coo vec aut vea aje int vis
health:livez                 GET                   200 200 200 200 200 200 200 200 200 200
health:readyz                GET                   200 200 200 200 200 200 200 200 200 200
health:state                 GET                   200 403 403 403 403 403 403 403 ent ent

# The API, by key
#                                                  ope adm fac coo vec aut vea aje int vis
api:cycle-detail             GET                   404 200 200 200 404 403 403 404 401 401
api:cycle-list               GET                   404 200 200 200 200 403 403 200 401 401
api:docs                     GET                   200 200 200 200 200 200 200 200 200 200
api:network-detail           GET                   404 200 200 200 404 403 403 404 401 401
api:network-list             GET                   404 200 200 200 200 403 403 200 401 401
api:release-detail           GET                   404 403 200 200 404 200 404 404 401 401
api:release-list             GET                   404 403 200 200 200 200 200 200 401 401
api:schema                   GET                   200 200 200 200 200 200 200 200 200 200
api:survey-detail            GET                   404 403 200 200 404 403 403 404 401 401
api:survey-list              GET                   404 403 200 200 200 403 403 200 401 401

# The operators' desk, by prefix
#                                                  ope adm fac coo vec aut vea aje int vis
admin                        ALL                   200 ent ent ent ent ent ent ent ent ent

# The gallery of components: invented content
#                                                  ope adm fac coo vec aut vea aje int vis
ui:gallery                   GET                   200 200 200 200 200 200 200 200 200 200
ui:job_fragment              GET                   200 200 200 200 200 200 200 200 200 200
ui:public_gallery            GET                   200 200 200 200 200 200 200 200 200 200

# Networks, their people and cycles
#                                                  ope adm fac coo vec aut vea aje int vis
networks:condition           GET                   404 403 403 403 404 200 404 404 ent ent
networks:condition           POST                  404 403 403 403 404 302 404 404 ent ent
networks:conditions          GET                   404 200 200 200 404 200 404 404 ent ent
networks:conditions          POST                  404 403 403 302 404 403 404 404 ent ent
networks:agreement           GET                   404 200 200 200 404 403 404 404 ent ent
networks:agreement           POST                  404 403 403 302 404 403 404 404 ent ent
networks:agreement_create    GET                   404 403 403 200 404 403 404 404 ent ent
networks:agreement_create    POST                  404 403 403 302 404 403 404 404 ent ent
networks:agreements          GET                   404 200 200 200 404 403 404 404 ent ent
networks:activities          GET                   404 200 200 200 404 403 404 404 ent ent
networks:activity            GET                   404 200 200 200 404 403 404 404 ent ent
networks:activity_cancel     POST                  404 403 403 302 404 403 404 404 ent ent
networks:activity_edit       GET                   404 403 403 200 404 403 404 404 ent ent
networks:activity_edit       POST                  404 403 403 302 404 403 404 404 ent ent
networks:activity_hold       GET                   404 403 200 403 404 403 404 404 ent ent
networks:activity_hold       POST                  404 403 302 403 404 403 404 404 ent ent
networks:activity_ics        GET                   404 200 200 200 404 200 404 404 ent ent
networks:activity_invite     POST                  404 403 302 403 404 403 404 404 ent ent
networks:activity_pdf        GET                   404 403 200 200 404 403 404 404 ent ent
networks:activity_plan       GET                   404 403 403 200 404 403 404 404 ent ent
networks:activity_plan       POST                  404 403 403 302 404 403 404 404 ent ent
networks:activity_plan_many  GET                   404 403 200 403 403 403 403 404 ent ent
networks:activity_plan_many  POST                  404 403 302 403 403 403 403 404 ent ent
networks:activity_print      GET                   404 200 200 200 404 200 404 404 ent ent
networks:activity_print      POST                  404 302 302 302 404 302 404 404 ent ent
networks:analysis            GET                   404 403 403 200 404 403 404 404 ent ent
networks:analysis            POST                  404 403 403 302 404 403 404 404 ent ent
networks:activity_attach     GET                   404 403 403 200 404 403 404 404 ent ent
networks:activity_attach     POST                  404 403 403 302 404 403 404 404 ent ent
networks:agreement_attach    GET                   404 403 403 200 404 403 404 404 ent ent
networks:agreement_attach    POST                  404 403 403 302 404 403 404 404 ent ent
networks:attachment          GET                   404 200 200 200 404 403 404 404 ent ent
networks:attachment_remove   GET                   404 403 403 200 404 403 404 404 ent ent
networks:attachment_remove   POST                  404 403 403 302 404 403 404 404 ent ent
networks:strategy_attach     GET                   404 403 403 200 404 403 404 404 ent ent
networks:strategy_attach     POST                  404 403 403 302 404 403 404 404 ent ent
networks:authority_remove    POST                  404 302 403 403 403 403 403 404 ent ent
networks:calendar            GET                   404 200 200 200 200 200 200 404 ent ent
networks:calendar_link       POST                  404 302 302 302 302 302 302 404 ent ent
networks:catalogue_load      POST                  404 403 302 403 403 403 403 404 ent ent
networks:coordinator_remove  POST                  404 302 302 403 404 403 404 404 ent ent
networks:cycle               GET                   404 200 200 200 404 403 404 404 ent ent
networks:cycle_start         GET                   404 403 403 200 404 403 404 404 ent ent
networks:cycle_start         POST                  404 403 403 302 404 403 404 404 ent ent
networks:cycle_step          POST                  404 403 403 302 404 403 404 404 ent ent
networks:home                GET                   404 200 200 200 200 302 302 404 ent ent
networks:levers              GET                   404 403 403 200 404 403 404 404 ent ent
networks:levers              POST                  404 403 403 302 404 403 404 404 ent ent
networks:micro_strategy      GET                   404 403 200 403 403 403 403 404 ent ent
networks:micro_strategy      POST                  404 403 302 403 403 403 403 404 ent ent
networks:micro_strategy_create GET                 404 403 200 403 403 403 403 404 ent ent
networks:micro_strategy_create POST                404 403 302 403 403 403 403 404 ent ent
networks:network             GET                   404 200 200 200 404 403 404 404 ent ent
networks:network_calendar    GET                   404 200 200 200 404 403 404 404 ent ent
networks:network_create      GET                   404 200 200 403 403 403 403 404 ent ent
networks:network_create      POST                  404 302 302 403 403 403 403 404 ent ent
networks:network_edit        GET                   404 200 200 403 404 403 404 404 ent ent
networks:network_edit        POST                  404 302 302 403 404 403 404 404 ent ent
networks:network_exit        GET                   404 200 200 403 404 403 404 404 ent ent
networks:network_exit        POST                  404 302 302 403 404 403 404 404 ent ent
networks:network_list        GET                   404 200 200 200 200 403 403 404 ent ent
networks:network_territories GET                   404 200 200 403 404 403 404 404 ent ent
networks:network_territories POST                  404 302 302 403 404 403 404 404 ent ent
networks:people              GET                   404 200 403 403 403 403 403 404 ent ent
networks:person_end          POST                  404 302 403 403 403 403 403 404 ent ent
networks:person_invite       GET                   404 200 403 403 403 403 403 404 ent ent
networks:person_invite       POST                  404 302 403 403 403 403 403 404 ent ent
networks:purpose             GET                   404 200 200 200 404 403 404 404 ent ent
networks:purpose             POST                  404 403 403 302 404 403 404 404 ent ent
networks:purpose_exercise    GET                   404 403 403 200 404 403 404 404 ent ent
networks:purpose_exercise    POST                  404 403 403 302 404 403 404 404 ent ent
networks:roster              GET                   404 200 200 200 404 403 404 404 ent ent
networks:roster              POST                  404 302 302 302 404 403 404 404 ent ent
networks:projection          GET                   404 403 403 200 404 403 404 404 ent ent
networks:projection          POST                  404 403 403 302 404 403 404 404 ent ent
networks:notices             GET                   404 200 200 200 200 200 200 404 ent ent
networks:notices             POST                  404 302 302 302 302 302 302 404 ent ent
networks:notices_seen        POST                  404 302 302 302 302 302 302 404 ent ent
networks:propose             POST                  404 403 403 302 404 403 404 404 ent ent
networks:school_add          GET                   404 200 200 200 404 403 404 404 ent ent
networks:school_add          POST                  404 302 302 302 404 403 404 404 ent ent
networks:school_remove       POST                  404 302 302 302 404 403 404 404 ent ent
networks:socialization_review GET                  404 403 403 200 404 403 404 404 ent ent
networks:socialization_review POST                 404 403 403 302 404 403 404 404 ent ent
networks:strategies          GET                   404 200 200 200 404 403 404 404 ent ent
networks:strategy            GET                   404 200 200 200 404 403 404 404 ent ent
networks:strategy            POST                  404 403 403 302 404 403 404 404 ent ent
networks:strategy_catalogue  GET                   404 200 200 200 200 403 403 404 ent ent
networks:strategy_create     GET                   404 403 403 200 404 403 404 404 ent ent
networks:strategy_create     POST                  404 403 403 302 404 403 404 404 ent ent
networks:team                GET                   404 200 200 200 404 403 404 404 ent ent
networks:team                POST                  404 302 302 403 404 403 404 404 ent ent
networks:territories         GET                   404 200 200 403 403 403 403 404 ent ent
networks:territory           GET                   404 200 200 403 403 403 403 404 ent ent
networks:territory           POST                  404 302 403 403 403 403 403 404 ent ent
networks:territory_create    GET                   404 200 200 403 403 403 403 404 ent ent
networks:territory_create    POST                  404 302 302 403 403 403 403 404 ent ent
networks:territory_unassign  POST                  404 302 302 403 404 403 404 404 ent ent
networks:authorities         GET                   404 200 200 403 403 403 403 404 ent ent
networks:authority_confirm   POST                  404 302 403 403 403 403 403 404 ent ent
networks:coordinator_replace GET                   404 200 200 403 404 403 404 404 ent ent
networks:coordinator_replace POST                  404 302 302 403 404 403 404 404 ent ent
networks:pairings            GET                   404 200 200 200 404 403 404 404 ent ent
networks:pairings            POST                  404 302 302 403 404 403 404 404 ent ent
networks:pairing_agree       POST                  404 403 403 302 404 403 404 404 ent ent
networks:pairing_end         POST                  404 302 302 302 404 403 404 404 ent ent
networks:enrolment           GET                   404 200 200 200 404 403 404 404 ent ent
networks:enrolment           POST                  404 302 302 302 404 403 404 404 ent ent
networks:follow_up           POST                  404 302 302 403 404 403 404 404 ent ent
networks:people_plan         GET                   404 200 403 403 403 403 403 404 ent ent
networks:people_plan         POST                  404 302 403 403 403 403 403 404 ent ent
networks:people_plan_forget  POST                  404 302 403 403 403 403 403 404 ent ent
networks:people_sheet        GET                   404 200 403 403 403 403 403 404 ent ent
networks:people_sheet        POST                  404 302 403 403 403 403 403 404 ent ent
networks:people_template     GET                   404 200 403 403 403 403 403 404 ent ent

# Logbooks
#                                                  ope adm fac coo vec aut vea aje int vis
logbook:balance              GET                   404 403 200 200 200 403 403 404 ent ent
logbook:block                GET                   404 403 403 200 404 403 404 404 ent ent
logbook:block                POST                  404 403 403 302 404 403 404 404 ent ent
logbook:card_create          GET                   404 403 403 200 404 403 404 404 ent ent
logbook:card_create          POST                  404 403 403 302 404 403 404 404 ent ent
logbook:card_remove          POST                  404 403 403 302 404 403 404 404 ent ent
logbook:comment              POST                  404 403 302 302 404 403 404 404 ent ent
logbook:comment_create       GET                   404 403 200 200 404 403 404 404 ent ent
logbook:comment_create       POST                  404 403 302 302 404 403 404 404 ent ent
logbook:entry                GET                   404 403 200 200 404 403 404 404 ent ent
logbook:entry                POST                  404 403 403 302 404 403 404 404 ent ent
logbook:entry_create         GET                   404 403 403 200 404 403 404 404 ent ent
logbook:entry_create         POST                  404 403 403 302 404 403 404 404 ent ent
logbook:home                 GET                   404 403 200 302 302 403 403 404 ent ent
logbook:logbook              GET                   404 403 200 200 404 403 404 404 ent ent
logbook:section              GET                   404 403 200 200 404 403 404 404 ent ent
logbook:section              POST                  404 403 403 302 404 403 404 404 ent ent
logbook:section_edit         GET                   404 403 200 403 403 403 403 404 ent ent
logbook:section_edit         POST                  404 403 302 403 403 403 403 404 ent ent
logbook:template             GET                   404 403 200 403 403 403 403 404 ent ent

# The programme as a whole
scaling:board                GET                   404 403 200 403 403 403 403 404 ent ent
scaling:simulator            GET                   404 403 200 403 403 403 403 404 ent ent
scaling:snooze               GET                   404 403 200 403 404 403 404 404 ent ent
scaling:snooze               POST                  404 403 302 403 404 403 404 404 ent ent
scaling:week                 GET                   404 403 200 403 403 403 403 404 ent ent

# Questionnaires
#                                                  ope adm fac coo vec aut vea aje int vis
instruments:about            GET                   404 200 200 403 403 403 403 404 ent ent
instruments:about            POST                  404 302 302 403 403 403 403 404 ent ent
instruments:codebook         GET                   404 200 200 200 200 403 403 404 ent ent
instruments:codebook         POST                  404 302 302 302 302 403 403 404 ent ent
instruments:codebook_pdf     GET                   404 200 200 200 200 403 403 404 ent ent
instruments:create           GET                   404 200 200 403 403 403 403 404 ent ent
instruments:create           POST                  404 302 302 403 403 403 403 404 ent ent
instruments:delete           POST                  404 302 302 403 403 403 403 404 ent ent
instruments:download         GET                   404 200 200 200 200 403 403 404 ent ent
instruments:item             GET                   404 200 200 403 403 403 403 404 ent ent
instruments:item             POST                  404 302 302 403 403 403 403 404 ent ent
instruments:item_add         GET                   404 200 200 403 403 403 403 404 ent ent
instruments:item_add         POST                  404 302 302 403 403 403 403 404 ent ent
instruments:item_move        POST                  404 302 302 403 403 403 403 404 ent ent
instruments:item_remove      POST                  404 302 302 403 403 403 403 404 ent ent
instruments:items            GET                   404 200 200 403 403 403 403 404 ent ent
instruments:languages        GET                   404 200 200 403 403 403 403 404 ent ent
instruments:languages        POST                  404 302 302 403 403 403 403 404 ent ent
instruments:load             GET                   404 200 200 403 403 403 403 404 ent ent
instruments:load             POST                  404 302 302 403 403 403 403 404 ent ent
instruments:nodes            GET                   404 200 200 403 403 403 403 404 ent ent
instruments:nodes            POST                  404 302 302 403 403 403 403 404 ent ent
instruments:preview          GET                   404 200 200 200 200 403 403 404 ent ent
instruments:publish          GET                   404 200 200 403 403 403 403 404 ent ent
instruments:publish          POST                  404 302 302 403 403 403 403 404 ent ent
instruments:start            POST                  404 302 302 403 403 403 403 404 ent ent
instruments:template         GET                   404 200 200 403 403 403 403 404 ent ent
instruments:translation      GET                   404 200 200 403 403 403 403 404 ent ent
instruments:translation      POST                  404 302 302 403 403 403 403 404 ent ent
instruments:translation_remove POST                404 302 302 403 403 403 403 404 ent ent
instruments:version          GET                   404 200 200 200 200 403 403 404 ent ent
instruments:version_list     GET                   404 200 200 200 200 403 403 404 ent ent
results:rehearsal            GET                   404 200 200 200 200 403 403 404 ent ent
results:rehearsal_dimension  GET                   404 200 200 200 200 403 403 404 ent ent
results:rehearsal_pdf        POST                  404 200 200 200 200 403 403 404 ent ent

# Applications of a questionnaire
#                                                  ope adm fac coo vec aut vea aje int vis
surveys:cancel               POST                  404 403 302 302 404 403 404 404 ent ent
surveys:change               GET                   404 403 200 200 404 403 404 404 ent ent
surveys:change               POST                  404 403 302 302 404 403 404 404 ent ent
surveys:confirm              POST                  404 403 302 403 404 403 404 404 ent ent
surveys:change_open_code     POST                  404 403 302 403 404 403 404 404 ent ent
surveys:correct              POST                  404 403 302 403 404 403 404 404 ent ent
surveys:expect               GET                   404 403 403 200 404 403 404 404 ent ent
surveys:expect               POST                  404 403 403 302 404 403 404 404 ent ent
surveys:extend               POST                  404 403 302 302 404 403 404 404 ent ent
surveys:import_load          GET                   404 200 403 403 404 403 404 404 ent ent
surveys:import_load          POST                  404 302 403 403 404 403 404 404 ent ent
surveys:import_start         GET                   404 200 403 403 403 403 403 404 ent ent
surveys:import_start         POST                  404 302 403 403 403 403 403 404 ent ent
surveys:open                 POST                  404 403 302 302 404 403 404 404 ent ent
surveys:open_many            GET                   404 403 200 403 403 403 403 404 ent ent
surveys:open_many            POST                  404 403 302 403 403 403 403 404 ent ent
surveys:paper                GET                   404 403 200 200 404 403 404 404 ent ent
surveys:paper                POST                  404 403 302 302 404 403 404 404 ent ent
surveys:paper_links          POST                  404 403 302 403 404 403 404 404 ent ent
surveys:paper_pdf            GET                   404 403 200 200 404 403 404 404 ent ent
surveys:prepare              GET                   404 403 200 200 404 403 404 404 ent ent
surveys:prepare              POST                  404 403 302 302 404 403 404 404 ent ent
surveys:publish_mirror       POST                  404 403 403 302 404 403 404 404 ent ent
surveys:reading_link         GET                   404 403 403 200 404 403 404 404 ent ent
surveys:reading_link         POST                  404 403 403 302 404 403 404 404 ent ent
surveys:redraw               POST                  404 403 302 403 404 403 404 404 ent ent
surveys:remind               POST                  404 403 302 302 404 403 404 404 ent ent
surveys:replace              POST                  404 403 302 403 404 403 404 404 ent ent
surveys:share_team_view      POST                  404 403 403 302 404 403 404 404 ent ent
surveys:slide                GET                   404 403 200 200 404 403 404 404 ent ent
surveys:standing             GET                   404 403 200 403 403 403 403 404 ent ent
surveys:standing             POST                  404 403 302 403 403 403 403 404 ent ent
surveys:survey               GET                   404 403 200 200 404 403 404 404 ent ent
surveys:take_slips           POST                  404 403 200 403 404 403 404 404 ent ent
surveys:team_view            GET                   404 403 403 200 404 403 404 404 ent ent
surveys:team_view            POST                  404 403 403 302 404 403 404 404 ent ent
surveys:version_paper        GET                   404 200 200 200 200 403 403 404 ent ent
surveys:version_paper        POST                  404 302 302 302 302 403 403 404 ent ent
surveys:version_paper_pdf    GET                   404 200 200 200 200 403 403 404 ent ent

# Results
#                                                  ope adm fac coo vec aut vea aje int vis
results:authority_drawing    GET                   404 403 403 403 404 200 404 404 ent ent
results:authority_drawing    POST                  404 403 403 403 404 302 404 404 ent ent
results:authority_home       GET                   404 403 403 403 403 200 200 404 ent ent
results:authority_pdf        GET                   404 403 403 403 404 200 404 404 ent ent
results:authority_report     GET                   404 403 403 403 404 200 404 404 ent ent
results:contrast             GET                   404 403 403 200 404 403 404 404 ent ent
results:data                 GET                   404 403 200 200 404 403 404 404 ent ent
results:dimension            GET                   404 403 200 200 404 403 404 404 ent ent
results:mirror               GET                   404 403 403 200 404 403 404 404 ent ent
results:edition_pdf          GET                   404 403 200 200 404 403 404 404 ent ent
results:editions             GET                   404 403 200 200 404 403 404 404 ent ent
results:explore              GET                   404 403 200 403 403 403 403 404 ent ent
results:log                  GET                   404 403 200 200 404 403 404 404 ent ent
results:open_release         GET                   404 403 403 200 404 403 404 404 ent ent
results:open_release         POST                  404 403 403 302 404 403 404 404 ent ent
results:program              GET                   404 403 200 403 403 403 403 404 ent ent
results:program              POST                  404 403 302 403 403 403 403 404 ent ent
results:program_pdf          GET                   404 403 200 403 403 403 403 404 ent ent
results:program_year         GET                   404 200 200 403 403 403 403 404 ent ent
results:program_year         POST                  404 302 302 403 403 403 403 404 ent ent
results:remind               POST                  404 403 302 403 404 403 404 404 ent ent
results:report               GET                   404 403 200 200 404 403 404 404 ent ent
results:report_drawing       GET                   404 403 200 200 404 403 404 404 ent ent
results:report_drawing       POST                  404 403 302 302 404 403 404 404 ent ent
results:report_pdf           GET                   404 403 200 200 404 403 404 404 ent ent
results:second_edition       GET                   404 403 403 200 404 403 404 404 ent ent
results:second_edition       POST                  404 403 403 302 404 403 404 404 ent ent
results:evaluation           GET                   404 403 200 200 404 403 404 404 ent ent
results:evaluation           POST                  404 403 302 403 404 403 404 404 ent ent
results:evaluation_cancel    POST                  404 403 302 403 404 403 404 404 ent ent
results:evaluation_code      GET                   404 403 200 403 404 403 404 404 ent ent
results:evaluation_slips     POST                  404 403 200 403 404 403 404 404 ent ent
results:voices               GET                   404 403 200 403 404 403 404 404 ent ent
results:voices_home          GET                   404 403 200 403 403 403 403 404 ent ent
results:voices_open          GET                   404 403 403 200 404 403 404 404 ent ent
results:voices_open          POST                  404 403 403 302 404 403 404 404 ent ent
results:voices_publish       GET                   404 403 200 403 404 403 404 404 ent ent
results:voices_publish       POST                  404 403 302 403 404 403 404 404 ent ent
results:voices_text          GET                   404 403 200 403 404 403 404 404 ent ent
results:voices_text          POST                  404 403 302 403 404 403 404 404 ent ent
results:year                 GET                   404 403 200 403 403 403 403 404 ent ent
results:year                 POST                  404 403 302 403 403 403 403 404 ent ent
results:year_zip             GET                   404 403 200 403 403 403 403 404 ent ent
results:years                GET                   404 403 302 403 403 403 403 404 ent ent

# The workshop: who may share results with the network shows them to it
#                                                  ope adm fac coo vec aut vea aje int vis
workshop:bring               GET                   404 403 403 200 404 403 404 404 ent ent
workshop:bring               POST                  404 403 403 302 404 403 404 404 ent ent
workshop:desk                GET                   404 403 403 200 404 403 404 404 ent ent
workshop:offline             GET                   404 403 403 200 404 403 404 404 ent ent
workshop:papers              GET                   404 403 403 200 404 403 404 404 ent ent
workshop:papers              POST                  404 403 403 302 404 403 404 404 ent ent
workshop:papers_pdf          GET                   404 403 403 302 404 403 404 404 ent ent
workshop:open                POST                  404 403 403 302 404 403 404 404 ent ent
workshop:projector           GET                   404 403 403 200 404 403 404 404 ent ent
workshop:remote              GET                   404 403 403 200 404 403 404 404 ent ent
workshop:remote              POST                  404 403 403 302 404 403 404 404 ent ent
workshop:script              POST                  404 403 403 302 404 403 404 404 ent ent
workshop:start               POST                  404 403 403 302 404 403 404 404 ent ent

# Background work
#                                                  ope adm fac coo vec aut vea aje int vis
jobs:cancel                  POST                  404 302 302 302 404 404 404 404 ent ent
jobs:detail                  GET                   404 200 200 200 404 404 404 404 ent ent
jobs:list                    GET                   404 200 200 200 200 200 200 404 ent ent
jobs:progress                GET                   404 200 200 200 404 404 404 404 ent ent
jobs:retry                   POST                  404 302 302 302 404 404 404 404 ent ent

# One's own keys
#                                                  ope adm fac coo vec aut vea aje int vis
accounts:api_keys            GET                   404 200 200 200 200 200 200 404 ent ent
accounts:api_keys            POST                  404 200 200 200 200 200 200 404 ent ent
accounts:revoke_api_key      POST                  404 404 404 302 404 404 404 404 ent ent
"""

OUTSIDERS = ("operator", "foreign_facilitator")

# Rows in which nobody gets anywhere, each with where its success is shown.
WITHOUT_TWIN = {
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
            return "ent"
        return "404" if person in OUTSIDERS else "405"
    if path.startswith("cuenta/") and person in NAMELESS:
        return "ent"
    refused_first = shown in {"401", "403"} or person == "operator"
    return str(shown) if path.startswith("api/v1/") and refused_first else "405"


def is_success(cell: str) -> bool:
    return cell[0] in "23"

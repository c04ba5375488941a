from django.db import migrations

from lar.tenancy.operations import AppendOnly, IsolateByProgram

TENANT_MODELS = [
    "AccessCode",
    "Invitation",
    "Item",
    "Questionnaire",
    "QuestionnaireVersion",
    "ReadingLink",
    "Release",
    "ReleaseOpening",
    "Report",
    "ReportFile",
    "RosterCorrection",
    "RosterLine",
    "SlipSheet",
    "Submission",
    "Survey",
    "TeamAnswer",
    "VersionNode",
]

APPEND_ONLY = ["Release", "ReleaseOpening", "Report", "ReportFile", "RosterCorrection"]

# Members' answers: the application adds rows to an open survey and reads those of a sealed one.
# Nobody but the owner's sealing function rewrites or deletes them.
RESPONSES = """
ALTER TABLE questionnaires_response ADD CONSTRAINT response_answers_are_codes CHECK (
    cardinality(answers) BETWEEN 1 AND 200 AND array_position(answers, NULL) IS NULL
    AND -9 <= ALL (answers) AND 10 >= ALL (answers)
);
ALTER TABLE questionnaires_response ENABLE ROW LEVEL SECURITY;
ALTER TABLE questionnaires_response FORCE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE ON questionnaires_response FROM lar_app;
CREATE POLICY insert_while_open ON questionnaires_response FOR INSERT WITH CHECK (
    program_id = nullif(current_setting('lar.program', true), '')::bigint
    AND EXISTS (SELECT FROM questionnaires_survey s WHERE s.id = survey_id AND s.program_id = questionnaires_response.program_id
                AND s.state = 'open')
);
CREATE POLICY read_when_sealed ON questionnaires_response FOR SELECT USING (
    program_id = nullif(current_setting('lar.program', true), '')::bigint
    AND EXISTS (SELECT FROM questionnaires_survey s WHERE s.id = survey_id AND s.program_id = questionnaires_response.program_id
                AND s.state IN ('sealed', 'released'))
);
"""

RESPONSES_BACK = """
ALTER TABLE questionnaires_response DROP CONSTRAINT response_answers_are_codes;
DROP POLICY read_when_sealed ON questionnaires_response;
DROP POLICY insert_while_open ON questionnaires_response;
GRANT UPDATE, DELETE ON questionnaires_response TO lar_app;
ALTER TABLE questionnaires_response NO FORCE ROW LEVEL SECURITY;
ALTER TABLE questionnaires_response DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_questionnaires"), ("tenancy", "0003_isolation")]
    operations = [
        *(IsolateByProgram(name) for name in TENANT_MODELS),
        *(AppendOnly(name) for name in APPEND_ONLY),
        migrations.RunSQL(RESPONSES, RESPONSES_BACK),
    ]

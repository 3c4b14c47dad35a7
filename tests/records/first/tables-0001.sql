BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE entries (
    learner TEXT NOT NULL,
    id TEXT NOT NULL,
    exercise TEXT,
    updated TEXT NOT NULL,
    private BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (learner, id)
);
INSERT INTO "entries" VALUES('3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9','first-answer','p02-limits-of-74','2026-01-01T00:00:00.000+00:00',0,'{"closeness":0,"details":{"verdict":"incorrect"},"exercise":"p02-limits-of-74","exercise_version":1,"id":"first-answer","kind":"answer","package":"0.1","page":"02","score":0,"time":"2026-01-01T00:00:00.000Z","updated":"2026-01-01T00:00:00.000Z","value":"all-parents"}');
INSERT INTO "entries" VALUES('3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9','first-prediction','p02-share-with-a-problem','2026-01-01T00:00:02.000+00:00',0,'{"closeness":0.2,"confidence":4,"details":{"revealed":true},"exercise":"p02-share-with-a-problem","id":"first-prediction","kind":"prediction","page":"02","time":"2026-01-01T00:00:02.000Z","updated":"2026-01-01T00:00:02.000Z","value":30}');
INSERT INTO "entries" VALUES('3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9','a-draft','p02-why-education-flips','2026-01-01T00:00:04.000+00:00',0,'{"exercise":"p02-why-education-flips","id":"a-draft","kind":"draft","page":"02","time":"2026-01-01T00:00:04.000Z","updated":"2026-01-01T00:00:04.000Z","value":"=cmd <b>Zo\u00eb</b> \u202b\u05de\u05d4\u202c \ud83d\udc69\u200d\ud83d\udc67"}');
INSERT INTO "entries" VALUES('3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9','a-private-one','p04-my-attitudes','2026-01-01T00:00:06.000+00:00',1,'{"exercise":"p04-my-attitudes","id":"a-private-one","kind":"answer","page":"02","private":true,"time":"2026-01-01T00:00:06.000Z","updated":"2026-01-01T00:00:06.000Z","value":{"first":5}}');
CREATE TABLE erased (learner TEXT NOT NULL PRIMARY KEY, time TEXT NOT NULL);
INSERT INTO "erased" VALUES('352302489bc2fcf025cf00cda8308033f97ac87712ce90b4d7cd72c58e4c3af9','2026-11-26T04:17:23.000749+00:00');
CREATE INDEX entries_by_exercise ON entries (exercise);
COMMIT;

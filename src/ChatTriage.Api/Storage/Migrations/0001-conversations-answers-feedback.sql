-- Times are milliseconds since 1970 in UTC. Nothing here names a person: a conversation is known by a hash of its id, and no column
-- but question.text and feedback.comment (both masked, the first only when it is turned on) holds anybody's words.

CREATE TABLE conversation (
    key TEXT NOT NULL PRIMARY KEY,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    topics TEXT NOT NULL,
    article TEXT NULL,
    turned BIGINT NOT NULL
);
CREATE INDEX conversation_expires ON conversation (expires);

CREATE TABLE fact (
    conversation TEXT NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    said BIGINT NOT NULL,
    PRIMARY KEY (conversation, id)
);

-- What was answered, for the gaps: topics and lexicon terms are lists of ids and of words from the lexicon, separated by spaces.
CREATE TABLE answer (
    id TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    scope TEXT NOT NULL,
    confidence TEXT NOT NULL,
    topics TEXT NOT NULL,
    terms TEXT NOT NULL
);
CREATE INDEX answer_day ON answer (day);

-- Which answers a conversation got; gone with the conversation.
CREATE TABLE conversation_answer (
    conversation TEXT NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (conversation, answer)
);

CREATE TABLE question (
    conversation TEXT NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    text TEXT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (conversation, answer)
);
CREATE INDEX question_expires ON question (expires);

CREATE TABLE feedback (
    answer TEXT NOT NULL PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    helpful BIGINT NOT NULL,
    comment TEXT NULL,
    given BIGINT NOT NULL
);

-- The tables of a case. Grain, units and nulls stand above each table. Stages fill them in this order.
-- An address is (source, row); source.sha256 completes it to source@sha256:row.

-- One row a source file that was taken in. Counts: read = accepted + rejected + excluded.
CREATE TABLE IF NOT EXISTS source (
  source VARCHAR PRIMARY KEY,      -- the id from case.yaml; a file of a many-file source is id/file-name
  path VARCHAR, sha256 VARCHAR, bytes BIGINT, profile VARCHAR, publisher VARCHAR, licence VARCHAR, url VARCHAR,
  retrieved DATE, grade VARCHAR,
  setup VARCHAR,                   -- a key of the profile and mapping; with sha256 it decides whether to read again
  read BIGINT, accepted BIGINT, rejected BIGINT, excluded BIGINT,
  released DATE                    -- the day on which the file's data were released, as far as it is known
);

-- One row a rejected row of a source. "row" is NULL when a whole stretch of the file could not be read as rows.
CREATE TABLE IF NOT EXISTS rejection (
  source VARCHAR, "row" BIGINT, reason VARCHAR, column_name VARCHAR,
  detail VARCHAR,                  -- what is wrong and what to do
  original VARCHAR                 -- the row as it stands, cut at 2,000 characters
);

-- Rows left out by a declared rule, counted.
CREATE TABLE IF NOT EXISTS exclusion (source VARCHAR, rule VARCHAR, "rows" BIGINT);

-- One row a record: a shipment, a filing, one cell of a statistic, a sighting, something said with a number in it.
CREATE TABLE IF NOT EXISTS record (
  source VARCHAR, "row" BIGINT,
  part INTEGER,                    -- 0; counts up where one row of a source gives several records (a column a year)
  grade VARCHAR,                   -- customs | statistic | filing | sighting | statement
  number VARCHAR, status VARCHAR,  -- of a declaration
  period_from DATE, period_to DATE,
  span VARCHAR,                    -- D | M | Q | Y | X (any other stretch)
  indicator VARCHAR,               -- 'trade' for goods that move; else what the publisher states: 'growth-as-reported' …
  reporter VARCHAR,                -- who recorded it, ISO alpha-3, or EU27
  flow VARCHAR,                    -- export | import | two-way, as the reporter sees it; NULL for filings
  origin VARCHAR,                  -- where the goods come from: the exporting side of a statistic. ISO alpha-3, or WLD
  dispatch VARCHAR, destination VARCHAR,
  goods_code VARCHAR,              -- digits as filed, 2 to 10, or TOTAL; NULL when there is none
  hs_edition VARCHAR,              -- HS2017 …; NULL when unknown
  description VARCHAR, brand VARCHAR, model VARCHAR, goods_group VARCHAR,
  value DECIMAL(18,3), value_low DECIMAL(18,3), value_high DECIMAL(18,3),  -- NULL = undisclosed; never zero for that
  currency VARCHAR,                -- USD …; for an indicator its unit: '%', 'rounds/day' …
  basis VARCHAR,                   -- CIF | FOB | NULL
  weight_kg DECIMAL(18,3),         -- NULL = undisclosed
  quantity DECIMAL(18,3),          -- NULL = undisclosed
  quantity_low DECIMAL(18,3),      -- "over 54,000": low bound while quantity is NULL
  quantity_unit VARCHAR,
  quantity_note VARCHAR,           -- the words of the source
  partner_total BOOLEAN,           -- the row is the publisher's own total over all partners
  goods_total BOOLEAN,             -- … over all goods
  transport_total BOOLEAN,
  note VARCHAR,
  usd_rate DOUBLE,                 -- US dollars for one unit of the currency in this period; NULL = no rate is known
  usd_rate_span VARCHAR            -- D | M | Q | Y where the rate is that of a longer period which holds this one
);

-- Rows of a source by reason of rejection, and by note (something to tell although the row was taken).
CREATE TABLE IF NOT EXISTS source_count (
  source VARCHAR, kind VARCHAR,    -- rejected | note | version (a note on rows that later releases state again)
  what VARCHAR, "rows" BIGINT
);

-- Records of earlier releases that a later one states again, and of releases that came after the as-of date: rows of
-- `record` and `mention` moved here unchanged, so that what stands in several releases counts once.
CREATE TABLE IF NOT EXISTS record_past AS SELECT * FROM record LIMIT 0;
-- Why a record stands in record_past: repeat (the later release says the same, word for word) | restated | later.
CREATE TABLE IF NOT EXISTS record_superseded (
  source VARCHAR, "row" BIGINT, part INTEGER, why VARCHAR,
  replaced_by VARCHAR              -- the source whose rows count instead; NULL for later
);

-- One row a rate: US dollars for one unit of a currency, on a day or as the average of just that month or year. A rate
-- that is_within stands for shorter periods inside of its own, too.
CREATE TABLE IF NOT EXISTS exchange_rate (
  source VARCHAR, "row" BIGINT, currency VARCHAR, day_from DATE, day_to DATE, usd DOUBLE,
  publisher VARCHAR, is_within BOOLEAN
);

-- Which columns a source carries at all: a measure over one that it does not carry is refused, not "undisclosed".
CREATE TABLE IF NOT EXISTS carried (source VARCHAR, column_name VARCHAR);

-- One row a distinct way in which somebody is named. identity = key(name, country, number).
CREATE TABLE IF NOT EXISTS identity (
  identity VARCHAR PRIMARY KEY, name VARCHAR, country VARCHAR,
  number_kind VARCHAR,             -- INN | OGRN | USCC | …
  number VARCHAR, address VARCHAR
);

-- The same for each source, so that taking a source out or reading it again leaves no trace; identity follows from it.
CREATE TABLE IF NOT EXISTS source_identity (
  source VARCHAR, identity VARCHAR, name VARCHAR, country VARCHAR, number_kind VARCHAR, number VARCHAR, address VARCHAR
);

-- One row a part that somebody plays in a record.
CREATE TABLE IF NOT EXISTS mention (source VARCHAR, "row" BIGINT, role VARCHAR, identity VARCHAR);
CREATE TABLE IF NOT EXISTS mention_past AS SELECT * FROM mention LIMIT 0;

-- One row an entry of a company register.
CREATE TABLE IF NOT EXISTS company (
  source VARCHAR, "row" BIGINT, register VARCHAR, name VARCHAR, short_name VARCHAR, country VARCHAR,
  inn VARCHAR, ogrn VARCHAR, kpp VARCHAR, uscc VARCHAR,
  number_kind VARCHAR, number VARCHAR,       -- a number of any other register: HK-CR, HK-BR, BIN, VKN, LEI …
  registered_from DATE, registered_by DATE,  -- the day of registration lies between; the same day when it is known
  ended_on DATE, as_of DATE,
  activity_code VARCHAR, activity VARCHAR, address VARCHAR,
  director VARCHAR                 -- who may act for it, with the office, where the register says so
);

-- One row an entry of a sanctions list, per source file. The date of listing is known as an interval: surely listed
-- from listed_by on, surely not before listed_from; NULL = that end is unknown. Likewise for delisting.
CREATE TABLE IF NOT EXISTS listing (
  source VARCHAR, "row" BIGINT, list VARCHAR, entry VARCHAR,
  kind VARCHAR,                    -- organisation | person | vessel | aircraft | unknown
  name VARCHAR, country VARCHAR, program VARCHAR,
  listed_from DATE, listed_by DATE, delisted_from DATE, delisted_by DATE, reason VARCHAR
);
-- What the dates in listing follow from: the snapshots of a family of lists, and the dates that a list itself states.
CREATE TABLE IF NOT EXISTS listing_snapshot (source VARCHAR, family VARCHAR, as_of DATE);
CREATE TABLE IF NOT EXISTS listing_stated (
  source VARCHAR, "row" BIGINT, list VARCHAR, entry VARCHAR, family VARCHAR, stated_from DATE, stated_by DATE,
  ended_on DATE                    -- the last day on the list, as the list states it
);
CREATE TABLE IF NOT EXISTS listing_name (
  source VARCHAR, "row" BIGINT, list VARCHAR, entry VARCHAR, name VARCHAR, kind VARCHAR  -- primary | alias | weak | former
);
CREATE TABLE IF NOT EXISTS listing_number (
  source VARCHAR, "row" BIGINT, list VARCHAR, entry VARCHAR, kind VARCHAR, number VARCHAR
);
CREATE TABLE IF NOT EXISTS listing_address (
  source VARCHAR, "row" BIGINT, list VARCHAR, entry VARCHAR, address VARCHAR, country VARCHAR
);

-- One row an edge from an owner to what is owned, as a register or list states it; several sources may state the same
-- one. Names as written; the identities lead through source_identity and party_identity to parties.
CREATE TABLE IF NOT EXISTS ownership (
  source VARCHAR, "row" BIGINT, owner_name VARCHAR, owner_identity VARCHAR, owned_name VARCHAR, owned_identity VARCHAR,
  share DOUBLE,                    -- per cent, 0 to 100; NULL = not stated, which is not zero
  start_date DATE, end_date DATE,  -- first and last day; NULL = that end is not stated
  note VARCHAR                     -- the words of the source: a role, a number of shares
);

-- Holds one row while identity and listing follow from what was taken in; none while they have yet to be rebuilt.
CREATE TABLE IF NOT EXISTS intake_finished (finished BOOLEAN);
-- By which releases record was parted from record_past: one row once it was.
CREATE TABLE IF NOT EXISTS version_split (key VARCHAR);

-- Derived: rebuilt on each run.

-- One row an identity: who it is.
CREATE TABLE IF NOT EXISTS party_identity (identity VARCHAR, party VARCHAR, reason VARCHAR, score DOUBLE);
-- One row a party.
CREATE TABLE IF NOT EXISTS party (
  party VARCHAR, name VARCHAR,     -- name: as written most often
  latin_name VARCHAR, country VARCHAR, inn VARCHAR, ogrn VARCHAR, uscc VARCHAR,
  registered_from DATE, registered_by DATE, register_source VARCHAR, register_row BIGINT,
  register_match VARCHAR           -- number | name: how it was found in the register; NULL when it was not
);
-- One row a party and a name that leads to it: the keys of all its spellings, and these in Latin letters. To look up what
-- a person wrote, take NameKey.make(words).text: equal keys first, else keys that hold it as whole words.
CREATE TABLE IF NOT EXISTS party_word (party VARCHAR, key VARCHAR);
-- One row two parties that may be one, for a person to decide.
CREATE TABLE IF NOT EXISTS party_unsure (
  left_party VARCHAR, right_party VARCHAR,
  left_name VARCHAR, right_name VARCHAR,  -- the spellings that are close
  score DOUBLE,                    -- 0 to 1: how likely it is that they are one
  because VARCHAR, obstacle VARCHAR  -- which words met; why they were not joined
);
-- Goods of a record: by its code (one row a distinct code and edition) …
CREATE TABLE IF NOT EXISTS goods_code (
  goods VARCHAR, hs_edition VARCHAR, goods_code VARCHAR,
  wider BOOLEAN DEFAULT FALSE,     -- the code holds other goods, too
  by_words BOOLEAN DEFAULT FALSE   -- … and the list has words for these: customs records, filings and sightings are of them by
                                   -- goods_record alone, statistics by the code, as an upper bound
);
-- … or by its text (one row a record and goods); without any text by a wider code, marked as such.
CREATE TABLE IF NOT EXISTS goods_record (
  goods VARCHAR, source VARCHAR, "row" BIGINT, confidence DOUBLE, because VARCHAR
);
-- Records whose text names goods while the weight of a piece can't be theirs: kept apart, with both reasons.
CREATE TABLE IF NOT EXISTS goods_set_aside (
  goods VARCHAR, source VARCHAR, "row" BIGINT, confidence DOUBLE, because VARCHAR
);
-- What single codes are called, after the table that the case names.
CREATE TABLE IF NOT EXISTS goods_label (goods_code VARCHAR, label VARCHAR);
CREATE TABLE IF NOT EXISTS goods (goods VARCHAR, title VARCHAR, class VARCHAR, list VARCHAR);
-- The days between which a list held goods, for those that state any; NULL: open on that side.
CREATE TABLE IF NOT EXISTS goods_listing (goods VARCHAR, valid_from DATE, valid_until DATE);
-- One row a party found on a list.
CREATE TABLE IF NOT EXISTS listed_party (
  party VARCHAR, list VARCHAR, source VARCHAR, entry VARCHAR, matched_name VARCHAR, score DOUBLE, because VARCHAR,
  by_number BOOLEAN
);
-- What an id of goods, a group or a list selects; each goods id selects itself, too.
CREATE TABLE IF NOT EXISTS goods_member (selector VARCHAR, goods VARCHAR);
-- The editions for which the goods have code prefixes; wider: one of them holds other goods, too; by_words: as in goods_code.
CREATE TABLE IF NOT EXISTS goods_edition (goods VARCHAR, hs_edition VARCHAR, wider BOOLEAN, by_words BOOLEAN DEFAULT FALSE);
-- The beginnings of codes that goods have in an edition, those of narrower goods included.
CREATE TABLE IF NOT EXISTS goods_prefix (goods VARCHAR, hs_edition VARCHAR, prefix VARCHAR);
-- Codes that begin so are all accounted for between two editions ('' = every code): one that is not in edition_link is the same.
CREATE TABLE IF NOT EXISTS edition_known (hs_from VARCHAR, hs_to VARCHAR, prefix VARCHAR);
-- Codes of six digits of the older edition that are not simply themselves in the newer one, a row for each they became.
CREATE TABLE IF NOT EXISTS edition_link (hs_from VARCHAR, hs_to VARCHAR, code_from VARCHAR, code_to VARCHAR);
-- Pairs of editions of which it is known which headings moved; hs_from is the older one.
CREATE TABLE IF NOT EXISTS edition_pair (hs_from VARCHAR, hs_to VARCHAR);
-- Headings (four digits) that do not hold the same goods in both editions of a pair; all others do.
CREATE TABLE IF NOT EXISTS heading_moved (
  hs_from VARCHAR, hs_to VARCHAR, heading VARCHAR,
  scrap_only BOOLEAN               -- all that left it is waste of such goods (to 8549 in HS2022)
);

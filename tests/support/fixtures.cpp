// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"

namespace parterre::test {

namespace {

const QString kTransactionsTable = QStringLiteral(R"sql(
CREATE TABLE public.transactions (
    id text NOT NULL,
    wallet_id text NOT NULL,
    network text NOT NULL,
    tx_hash text NOT NULL,
    block_number bigint,
    from_address text NOT NULL,
    to_address text NOT NULL,
    amount numeric(36,18) NOT NULL,
    token_symbol text NOT NULL DEFAULT 'ETH',
    token_address text,
    token_decimals integer NOT NULL DEFAULT 18,
    status text NOT NULL DEFAULT 'pending',
    gas_used bigint,
    gas_price numeric(36,0),
    nonce integer,
    transaction_fee numeric(36,18),
    "timestamp" timestamp(3) NOT NULL,
    is_incoming boolean NOT NULL,
    usd_value_at_time numeric(15,2),
    category text NOT NULL DEFAULT 'transfer',
    metadata jsonb,
    created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp(3) NOT NULL,
    CONSTRAINT transactions_pkey PRIMARY KEY (id),
    CONSTRAINT transactions_amount_check CHECK (amount >= 0),
    CONSTRAINT transactions_status_check CHECK (status IN ('pending', 'confirmed', 'failed'))
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
)sql");

/// %1 rows, %2 seed. Every value is a function of the row's number and the seed.
const QString kTransactionsRows = QStringLiteral(R"sql(
INSERT INTO public.transactions
SELECT 'tx_' || lpad(g::text, 10, '0'),
       'wallet_' || abs(h1 % greatest(1, %1 / 50)),
       (ARRAY['ethereum', 'polygon', 'arbitrum', 'bitcoin', 'solana'])[1 + abs(h1 % 5)],
       '0x' || md5(%2 || 'a' || g) || md5(%2 || 'b' || g),
       CASE WHEN h2 % 50 <> 0 THEN 17000000 + g END,
       '0x' || substr(md5(%2 || 'from' || h1 % 1000), 1, 40),
       '0x' || substr(md5(%2 || 'to' || h2 % 1000), 1, 40),
       abs(h1 % 1000000000)::numeric / 1000000,
       (ARRAY['ETH', 'USDC', 'MATIC', 'BTC'])[1 + abs(h2 % 4)],
       CASE WHEN h2 % 3 = 0 THEN '0x' || substr(md5('token' || h2 % 20), 1, 40) END,
       CASE WHEN g % 500 = 0 THEN 24 ELSE 18 END,
       (ARRAY['pending', 'confirmed', 'confirmed', 'confirmed', 'failed'])[1 + abs((h1 + h2 % 7) % 5)],
       abs(h1 % 300000),
       abs(h2 % 200000000000),
       (abs(h1) % 5000)::integer,
       abs(h2 % 1000000)::numeric / 1000000000,
       ts, h1 % 2 = 0,
       round(abs(h2 % 1000000)::numeric / 100, 2),
       (ARRAY['transfer', 'swap', 'stake', 'transfer'])[1 + abs(h2 % 4)],
       CASE h1 % 4 WHEN 0 THEN NULL WHEN 1 THEN '{}'::jsonb
            ELSE jsonb_build_object('memo', 'row ' || g, 'tags', jsonb_build_array(h1 % 7, NULL, 'x')) END,
       ts, ts
FROM (SELECT g, h1, h2,
             timestamp '2023-07-01' + date_trunc('milliseconds', (timestamp '2026-01-01' - timestamp '2023-07-01')
                 * CASE WHEN h3 % 10 = 0 THEN abs(h1 % 1000000) / 1000000.0 ELSE (g - 1)::float8 / %1 END) AS ts
      FROM (SELECT g, hashint8extended(g, %2) AS h1, hashint8extended(g, %2 + 1) AS h2,
                   hashint8extended(g, %2 + 2) AS h3
            FROM generate_series(1, %1::bigint) AS g) AS hashed) AS placed;
)sql");

const QString kTransactionsRest = QStringLiteral(R"sql(
CREATE INDEX idx_transactions_wallet_time ON public.transactions (wallet_id, "timestamp" DESC);
CREATE INDEX idx_transactions_status ON public.transactions (status);
CREATE INDEX idx_transactions_network ON public.transactions (network) WITH (fillfactor = 80);
CREATE UNIQUE INDEX idx_transactions_tx_hash ON public.transactions (tx_hash, network);
ALTER TABLE public.transactions
    ADD CONSTRAINT transactions_decimals_check CHECK (token_decimals <= 18) NOT VALID;
ALTER TABLE public.transactions ALTER COLUMN wallet_id SET STATISTICS 500;
ALTER TABLE public.transactions ALTER COLUMN wallet_id SET (n_distinct = -0.02);
CREATE VIEW public.transaction_overview WITH (security_barrier = true) AS
    SELECT id, wallet_id, network, amount, token_symbol, status, "timestamp" FROM public.transactions;
CREATE FUNCTION public.transactions_touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $body$;
CREATE TRIGGER transactions_touch BEFORE UPDATE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.transactions_touch();
CREATE FUNCTION public.transactions_audit() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'transactions_audit is disabled and must never run';
END $body$;
CREATE TRIGGER transactions_audit AFTER INSERT OR UPDATE OR DELETE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.transactions_audit();
ALTER TABLE public.transactions DISABLE TRIGGER transactions_audit;
COMMENT ON TABLE public.transactions IS 'Every transfer; it''s the "big" one';
COMMENT ON COLUMN public.transactions.amount IS 'In units of the token';
COMMENT ON INDEX public.idx_transactions_status IS 'For the pending list';
COMMENT ON CONSTRAINT transactions_amount_check ON public.transactions IS 'No negative transfers';
COMMENT ON TRIGGER transactions_touch ON public.transactions IS 'Keeps updated_at';
GRANT SELECT, INSERT, UPDATE, DELETE ON public.transactions TO app_user;
GRANT SELECT (id, status, "timestamp"), UPDATE (status) ON public.transactions TO other;
GRANT SELECT ON public.transaction_overview TO app_user, other;
)sql");

const QString kTransactionsOutliers = QStringLiteral(R"sql(
INSERT INTO public.transactions (id, wallet_id, network, tx_hash, from_address, to_address, amount, "timestamp",
                                 is_incoming, updated_at)
SELECT 'tx_outlier_' || n, 'wallet_0', 'ethereum', '0xoutlier' || n, '0x0', '0x0', n, ts, true, ts
FROM (VALUES (1, timestamp '1970-01-01'), (2, timestamp '1999-12-31 23:59:59.999'),
             (3, timestamp '2099-01-01')) AS outlier(n, ts);
)sql");

const QString kHostile = QStringLiteral(R"sql(
CREATE SCHEMA IF NOT EXISTS "Mixed Case";
CREATE TABLE "Mixed Case"."we""ird. tab'le" (
    "Id" bigint GENERATED BY DEFAULT AS IDENTITY,
    "happened ""at"". it's" timestamptz NOT NULL,
    "select" integer,
    "döpp elt" bigint GENERATED ALWAYS AS ("select"::bigint * 2) STORED,
    "note" text COLLATE "C" DEFAULT 'it''s',
    "gone" integer,
    CONSTRAINT "we""ird. pk" PRIMARY KEY ("Id"),
    CONSTRAINT "che'ck. ""it""" CHECK ("select" > -1000000)
);
ALTER TABLE "Mixed Case"."we""ird. tab'le" DROP COLUMN "gone";
ALTER TABLE "Mixed Case"."we""ird. tab'le" ADD COLUMN "añadido" numeric(10,3) DEFAULT 1.500;
INSERT INTO "Mixed Case"."we""ird. tab'le" ("happened ""at"". it's", "select", "note")
SELECT timestamptz '2024-01-01 00:00:00+00' + interval '1 minute' * abs(hashint8extended(g, %2) % 525600),
       (hashint8extended(g, %2 + 1) % 100000)::integer, CASE WHEN g % 7 = 0 THEN NULL ELSE 'n ' || g END
FROM generate_series(1, %1::bigint) AS g;
CREATE INDEX "I dx. ""1""" ON "Mixed Case"."we""ird. tab'le" ("happened ""at"". it's" DESC, lower("note"));
CREATE VIEW "Mixed Case"."v 'iew" AS SELECT * FROM "Mixed Case"."we""ird. tab'le";
COMMENT ON TABLE "Mixed Case"."we""ird. tab'le" IS 'quotes '' and "double" and \ back';
GRANT USAGE ON SCHEMA "Mixed Case" TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON "Mixed Case"."we""ird. tab'le" TO app_user;
GRANT SELECT ON "Mixed Case"."v 'iew" TO app_user;
)sql");

const QString kLedger = QStringLiteral(R"sql(
CREATE TABLE %1.ledger_t (id bigint PRIMARY KEY, ts timestamp(3) NOT NULL, v bigint NOT NULL, pad text);
CREATE INDEX ledger_t_ts_idx ON %1.ledger_t (ts);
CREATE VIEW %1.ledger_v AS SELECT id, ts, v, pad FROM %1.ledger_t;
CREATE TABLE %1.ledger_tx (thread integer PRIMARY KEY, n bigint NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON %1.ledger_t, %1.ledger_v, %1.ledger_tx TO app_user;
)sql");

// One table with all that is carried over. The table it references and the one that references it name it in a policy
// or rule too.
const QString kEverything = QStringLiteral(R"sql(
CREATE TABLE public.customer (id bigint PRIMARY KEY, name text);
CREATE TABLE public.product (id bigint PRIMARY KEY);
INSERT INTO public.customer SELECT g, 'customer ' || g FROM generate_series(1, 100) g;
INSERT INTO public.product SELECT generate_series(1, 10);
CREATE TABLE public.orders (
    id bigint NOT NULL CONSTRAINT orders_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    n bigint NOT NULL CONSTRAINT orders_positive CHECK (n > 0),
    tenant text NOT NULL,
    note text,
    customer bigint CONSTRAINT orders_customer REFERENCES public.customer ON UPDATE CASCADE ON DELETE SET NULL,
    product bigint,
    number bigserial,
    CONSTRAINT orders_later UNIQUE (n, at) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO public.orders SELECT g, timestamptz '2026-01-01 00:00+00' + g * interval '3 hours', g, 'tenant ' || g % 5, 'note ' || g % 7, 1 + g % 100, 1 + g % 20
FROM generate_series(1, 800) g;
ALTER TABLE public.orders ADD CONSTRAINT orders_product FOREIGN KEY (product) REFERENCES public.product NOT VALID,
                          ADD CONSTRAINT orders_note CHECK (id <> 777) NOT VALID;
CREATE UNIQUE INDEX orders_identity ON public.orders (n, at, id);
CREATE INDEX orders_expression ON public.orders ((n + 1), tenant) WITH (fillfactor = 80);
ALTER INDEX public.orders_expression ALTER COLUMN 1 SET STATISTICS 70;
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_identity, CLUSTER ON orders_expression, ENABLE ROW LEVEL SECURITY, ALTER note SET STATISTICS 33;
CREATE POLICY everyone ON public.orders TO app_user USING (true) WITH CHECK (n > 0);
CREATE POLICY touches ON public.orders AS RESTRICTIVE FOR UPDATE TO app_user USING (id >= (SELECT min(o.id) FROM public.orders o));
CREATE POLICY narrow ON public.orders AS RESTRICTIVE FOR SELECT TO app_user USING (tenant <> 'hidden');
CREATE STATISTICS public.orders_both (dependencies, mcv) ON tenant, note FROM public.orders;
ALTER STATISTICS public.orders_both SET STATISTICS 50;
CREATE TABLE public.audit (id bigint, what text);
CREATE FUNCTION public.audits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
    $$ BEGIN INSERT INTO public.audit VALUES (NEW.id, TG_OP); RETURN NULL; END $$;
CREATE TRIGGER audits AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.audits();
CREATE TRIGGER z_off AFTER UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.audits();
ALTER TABLE public.orders DISABLE TRIGGER z_off;
CREATE TABLE public.changed (id bigint, note text);
CREATE RULE remembers AS ON UPDATE TO public.orders WHERE NEW.note IS DISTINCT FROM OLD.note DO ALSO INSERT INTO public.changed SELECT OLD.id, NEW.note;

CREATE TABLE public.line (n bigint, "order" bigint CONSTRAINT line_order REFERENCES public.orders ON DELETE CASCADE);
INSERT INTO public.line SELECT g, g FROM generate_series(1, 200) g;
CREATE RULE follows AS ON DELETE TO public.line WHERE OLD.n < 0 DO ALSO DELETE FROM ONLY public.orders WHERE id = OLD.n;
ALTER TABLE public.line ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_seen ON public.line USING (EXISTS (SELECT FROM public.orders o WHERE o.id = line."order"));
ALTER TABLE public.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY buys ON public.customer FOR SELECT USING (id > 0 OR EXISTS (SELECT FROM ONLY public.orders o WHERE o.customer = customer.id));
CREATE POLICY writes ON public.customer USING (true);
CREATE VIEW public.only_rows WITH (security_barrier = true) AS SELECT id, n FROM ONLY public.orders WHERE n > 5;
CREATE VIEW public.entry AS SELECT o.id, o.at, c.name FROM public.orders o LEFT JOIN public.customer c ON c.id = o.customer;
CREATE RULE enter AS ON INSERT TO public.entry DO INSTEAD INSERT INTO public.orders (id, at, n, tenant) VALUES (NEW.id, NEW.at, NEW.id, 'entered');
CREATE FUNCTION public.orders_of(p bigint) RETURNS bigint STABLE BEGIN ATOMIC SELECT count(*) FROM ONLY public.orders o JOIN public.customer c ON c.id = o.customer WHERE c.id = p; END;
CREATE MATERIALIZED VIEW public.per_tenant AS SELECT o.tenant, count(*) AS rows, count(DISTINCT c.name) AS names FROM ONLY public.orders o LEFT JOIN public.customer c ON c.id = o.customer GROUP BY o.tenant;
CREATE UNIQUE INDEX per_tenant_key ON public.per_tenant (tenant);
CREATE PUBLICATION everything WITH (publish_via_partition_root = true);

COMMENT ON TABLE public.orders IS 'it''s all';
COMMENT ON COLUMN public.orders.n IS 'n''s';
COMMENT ON CONSTRAINT orders_customer ON public.orders IS 'whose';
COMMENT ON CONSTRAINT orders_later ON public.orders IS 'late';
COMMENT ON CONSTRAINT orders_note ON public.orders IS 'some day';
COMMENT ON CONSTRAINT line_order ON public.line IS 'of which';
COMMENT ON INDEX public.orders_expression IS 'expression';
COMMENT ON POLICY everyone ON public.orders IS 'all of them';
COMMENT ON STATISTICS public.orders_both IS 'both';
COMMENT ON RULE remembers ON public.orders IS 'remembers';
COMMENT ON TRIGGER audits ON public.orders IS 'audits';
COMMENT ON RULE follows ON public.line IS 'follows';
COMMENT ON MATERIALIZED VIEW public.per_tenant IS 'sums';
GRANT SELECT, INSERT, UPDATE, DELETE ON public.orders, public.customer, public.line, public.changed TO app_user;
GRANT SELECT (id), UPDATE (note) ON public.orders TO other;
GRANT SELECT, INSERT ON public.only_rows, public.entry, public.per_tenant TO app_user;
GRANT USAGE ON SEQUENCE public.orders_number_seq TO app_user;
)sql");

} // namespace

void createTransactions(PgClient &owner, const TransactionsOptions &options)
{
    mustExec(owner, kTransactionsTable);
    mustExec(owner, QString(kTransactionsRows).arg(options.rows).arg(options.seed));
    if (options.outliers)
        mustExec(owner, kTransactionsOutliers);
    mustExec(owner, kTransactionsRest);
}

void createHostileNames(PgClient &owner, qint64 rows, quint64 seed)
{
    mustExec(owner, QString(kHostile).arg(rows).arg(seed));
}

void createLedgerTables(PgClient &owner, const QString &schema)
{
    const QString quoted = QString::fromStdString(owner.quoteIdentifier(schema.toStdString()));
    if (schema != QLatin1String("public")) {
        mustExec(owner,
                 QStringLiteral("CREATE SCHEMA IF NOT EXISTS %1; GRANT USAGE ON SCHEMA %1 TO app_user").arg(quoted));
    }
    mustExec(owner, QString(kLedger).arg(quoted));
}

void createEverything(PgClient &owner)
{
    mustExec(owner, kEverything);
    const bool columns = mustExec(owner, QStringLiteral("SHOW server_version_num")).value(0).value(0).toInt() >= 150000;
    mustExec(owner,
             QStringLiteral("ALTER PUBLICATION everything ADD TABLE public.orders")
                 + (columns ? QStringLiteral(" (id, at, n, tenant) WHERE (n > 3)") : QString()));
}

} // namespace parterre::test

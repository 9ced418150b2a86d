-- id: demo/insert_transaction
-- params: $1 text id, $2 text wallet, $3 text network, $4 text hash, $5 text from, $6 text to, $7 numeric amount, $8 timestamp moment, $9 bool incoming, $10 jsonb metadata
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
INSERT INTO public.transactions AS t
       (id, wallet_id, network, tx_hash, from_address, to_address, amount, timestamp, is_incoming, metadata, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8)
RETURNING t::text AS line

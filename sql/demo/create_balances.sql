-- id: demo/create_balances
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE public.account_balances (
    timestamp TIMESTAMPTZ NOT NULL,
    account_address VARCHAR(255) NOT NULL,
    usd_value DECIMAL(18,2) NOT NULL,
    activity_id TEXT NOT NULL,
    data JSONB NOT NULL
)

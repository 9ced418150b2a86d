-- id: demo/create_transactions
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE public.transactions (
    id TEXT NOT NULL,
    wallet_id TEXT NOT NULL,
    network TEXT NOT NULL,
    tx_hash TEXT NOT NULL,
    block_number BIGINT,
    from_address TEXT NOT NULL,
    to_address TEXT NOT NULL,
    amount DECIMAL(36,18) NOT NULL,
    token_symbol TEXT NOT NULL DEFAULT 'ETH',
    token_address TEXT,
    token_decimals INTEGER NOT NULL DEFAULT 18,
    status TEXT NOT NULL DEFAULT 'pending',
    gas_used BIGINT,
    gas_price DECIMAL(36,0),
    nonce INTEGER,
    transaction_fee DECIMAL(36,18),
    timestamp TIMESTAMP(3) NOT NULL,
    is_incoming BOOLEAN NOT NULL,
    usd_value_at_time DECIMAL(15,2),
    category TEXT NOT NULL DEFAULT 'transfer',
    metadata JSONB,
    created_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(3) NOT NULL
)

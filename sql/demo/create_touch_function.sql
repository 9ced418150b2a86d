-- id: demo/create_touch_function
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION public.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp() AT TIME ZONE 'UTC';
    RETURN NEW;
END
$$

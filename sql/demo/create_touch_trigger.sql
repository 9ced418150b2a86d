-- id: demo/create_touch_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on public.transactions
-- since: 14
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at()

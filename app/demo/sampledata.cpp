// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/sampledata.h"

#include "base/units.h"
#include "demo/demoserver.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace parterre {

namespace {

constexpr quint64 kSeed = 20'240'101;
constexpr qint64 kHourUs = 3600LL * 1'000'000;
constexpr int kTransactionDays = 913;
constexpr int kAccounts = 50;
constexpr int kDdlLockTimeoutMs = 30'000;
constexpr char16_t kUnfinished[] = u"parterre_demo_unfinished";

const QList<QByteArray> kActivities{"xrd_holding", "lsu_holding",         "usdc_holding",
                                    "dex_swap",    "liquidity_provision", "lending"};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SampleData)
};

SqlText demoSql(const char *name, const SqlNames &names = {})
{
    return SqlText::load(QStringLiteral("demo/") % QLatin1String(name), names);
}

Result<> run(Session &session, std::initializer_list<const char *> statements)
{
    for (const char *name : statements)
        PARTERRE_TRY(session.exec(demoSql(name)));
    return {};
}

QList<QByteArray> accounts()
{
    QList<QByteArray> list;
    for (int i = 0; i < kAccounts; ++i) {
        GeneratedRow row{i, static_cast<quint64>(i), kSeed, 0, 0, SeededRandom(kSeed, static_cast<quint64>(i))};
        QByteArray address;
        writers::uniqueHex("account_rdx1", 48)(address, row);
        list << address;
    }
    return list;
}

ValueWriter balanceData()
{
    return [amount = writers::decimal(6, 4), factor = writers::decimal(1, 2)](QByteArray &out, GeneratedRow &row) {
        out += "{\"balance\": \"";
        amount(out, row);
        out += "\", \"multiplier\": \"";
        factor(out, row);
        out += "\"}";
    };
}

Result<std::unique_ptr<Session>> openAs(const DemoServer &server, const QString &role, const QString &database,
                                        const CancelToken &cancel)
{
    SessionOptions options;
    options.applicationName = QStringLiteral("parterre demo");
    options.lockTimeoutMs = kDdlLockTimeoutMs;
    options.cancel = cancel;
    return Session::open(server.profile(role, database), options);
}

Result<> fillTransactions(Session &owner, const CancelToken &cancel, ProgressSink &progress, qint64 rows,
                          const QDateTime &now)
{
    PARTERRE_TRY(run(owner, {"create_transactions"}));
    PARTERRE_TRY(generateRows(owner, {QStringLiteral("public"), QStringLiteral("transactions")}, rows, kSeed, cancel,
                              progress, transactionsProfile(now)));
    progress.note(Text::tr("Building the indexes of public.transactions"));
    return run(owner,
               {"add_transactions_key", "create_wallet_index", "create_status_index", "create_network_index",
                "create_hash_index", "create_recent_view", "create_touch_function", "create_touch_trigger",
                "comment_transactions", "comment_timestamp", "comment_hash_index"});
}

Result<> fillBalances(Session &owner, const CancelToken &cancel, ProgressSink &progress, qint64 rows,
                      const QDateTime &now)
{
    PARTERRE_TRY(run(owner, {"create_balances"}));
    PARTERRE_TRY(generateRows(owner, {QStringLiteral("public"), QStringLiteral("account_balances")}, rows, kSeed,
                              cancel, progress, balancesProfile(now, rows)));
    return run(owner, {"add_balances_key", "comment_balances"});
}

Result<> fillDatabase(const DemoServer &server, const QString &database, const CancelToken &cancel,
                      ProgressSink &progress, const SampleSize &size)
{
    {
        PARTERRE_ASSIGN(superuser, openAs(server, QStringLiteral("postgres"), database, cancel));
        PARTERRE_TRY(run(*superuser, {"grant_schema"}));
    }
    PARTERRE_ASSIGN(owner, openAs(server, QStringLiteral("demo_owner"), database, cancel));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    PARTERRE_TRY(fillTransactions(*owner, cancel, progress, size.transactions, now));
    PARTERRE_TRY(fillBalances(*owner, cancel, progress, size.balances, now));
    return run(*owner, {"grant_tables", "grant_view", "grant_columns", "vacuum_transactions", "vacuum_balances"});
}

} // namespace

GeneratorProfile transactionsProfile(const QDateTime &now)
{
    using namespace writers;
    GeneratorProfile profile;
    profile.spanEnd = now;
    profile.spanDays = kTransactionDays;
    profile.outliers = {QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC),
                        QDateTime(QDate(2009, 1, 3), QTime(18, 15, 5), Qt::UTC),
                        QDateTime(QDate(2099, 12, 31), QTime(23, 59, 59), Qt::UTC)};
    const auto set = [&profile](const char *column, const ValueWriter &write, int nullPerMille = 0) {
        profile.columns.insert(QLatin1String(column), {write, nullPerMille, false});
    };
    profile.columns.insert(QStringLiteral("id"), {uniqueHex("tx_", 24), 0, true});
    profile.columns.insert(QStringLiteral("tx_hash"), {uniqueHex("0x", 64), 0, true});
    set("wallet_id", numbered("wlt_", 20'000));
    set("network", choice({{"ethereum", 45}, {"polygon", 25}, {"arbitrum", 15}, {"optimism", 10}, {"bitcoin", 5}}));
    set("block_number", integer(14'000'000, 24'000'000), 20);
    set("from_address", hex("0x", 40));
    set("to_address", hex("0x", 40));
    set("amount", decimal(5, 18));
    set("token_symbol", choice({{"ETH", 55}, {"USDC", 20}, {"USDT", 15}, {"DAI", 6}, {"WBTC", 4}}));
    set("token_address", hex("0x", 40), 550);
    set("token_decimals", choice({{"18", 61}, {"6", 35}, {"8", 4}}));
    set("status", choice({{"confirmed", 900}, {"pending", 50}, {"failed", 50}}));
    set("gas_used", integer(21'000, 400'000), 30);
    set("gas_price", integer(1'000'000'000, 120'000'000'000), 30);
    set("nonce", integer(0, 5000), 30);
    set("transaction_fee", decimal(0, 18), 30);
    set("timestamp", timestamp(Moment::Event, 0, 3));
    set("usd_value_at_time", decimal(5, 2), 50);
    set("category", choice({{"transfer", 60}, {"swap", 25}, {"stake", 8}, {"mint", 5}, {"bridge", 2}}));
    set("metadata", writerFor({QStringLiteral("jsonb"), -1, false, false, {}}), 600);
    set("created_at", timestamp(Moment::Recorded, 0, 3));
    set("updated_at", timestamp(Moment::Recorded, 0, 3));
    return profile;
}

GeneratorProfile balancesProfile(const QDateTime &now, qint64 rows)
{
    GeneratorProfile profile;
    profile.spanEnd = now;
    const qint64 rowsOfMoment = kAccounts * kActivities.size();
    const qint64 moments = (rows + rowsOfMoment - 1) / rowsOfMoment;
    const qint64 hours = now.toSecsSinceEpoch() / 3600;
    const qint64 fromUs = (hours - 4 * moments) * kHourUs;
    profile.columns = {
        {QStringLiteral("timestamp"), {writers::timeGrid(fromUs, 4 * kHourUs, rowsOfMoment), 0, false}},
        {QStringLiteral("account_address"), {writers::grid(accounts(), kActivities.size()), 0, false}},
        {QStringLiteral("activity_id"), {writers::grid(kActivities, 1), 0, false}},
        {QStringLiteral("usd_value"), {writers::decimal(6, 2), 0, false}},
        {QStringLiteral("data"), {balanceData(), 0, false}},
    };
    return profile;
}

Result<> makeDemoRoles(Session &superuser)
{
    for (const QString &role :
         {QStringLiteral("demo_owner"), QStringLiteral("demo_app"), QStringLiteral("demo_report")}) {
        PARTERRE_ASSIGN(found, superuser.exec(demoSql("find_role"), Params() << role));
        if (!found.flag(0, "found"))
            PARTERRE_TRY(superuser.exec(demoSql("create_role", {{QStringLiteral("role"), quoteIdentifier(role)}})));
    }
    return {};
}

Result<> makeSampleDatabase(const DemoServer &server, const CancelToken &cancel, ProgressSink &progress,
                            const SampleSize &size)
{
    const QString maintenance = QStringLiteral("postgres");
    const QString unfinished = QString::fromUtf16(kUnfinished);
    const SqlNames names{{QStringLiteral("database"), quoteIdentifier(unfinished)},
                         {QStringLiteral("name"), quoteIdentifier(DemoServer::database())}};
    PARTERRE_ASSIGN(superuser, openAs(server, maintenance, maintenance, cancel));
    PARTERRE_ASSIGN(found, superuser->exec(demoSql("find_database"), Params() << DemoServer::database()));
    if (found.flag(0, "found"))
        return {};
    QElapsedTimer timer;
    timer.start();
    progress.note(Text::tr("Making %1 sample transactions and %2 balances")
                      .arg(formatCount(size.transactions), formatCount(size.balances)));
    PARTERRE_TRY(superuser->exec(demoSql("drop_database", names)));
    PARTERRE_TRY(superuser->exec(demoSql("create_database", names)));
    PARTERRE_TRY(superuser->exec(demoSql("grant_database", names)));
    PARTERRE_TRY(fillDatabase(server, unfinished, cancel, progress, size));
    PARTERRE_TRY(superuser->exec(demoSql("rename_database", names)));
    progress.note(Text::tr("The sample data took %1").arg(formatDuration(timer.elapsed())));
    return {};
}

} // namespace parterre

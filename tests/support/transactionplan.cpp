// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transactionplan.h"

#include <algorithm>
#include <array>

namespace parterre::test {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

struct Weight {
    TxKind kind;
    int weight;
};
constexpr std::array<Weight, kTxKinds> kWeights{{{TxKind::Insert, 24},
                                                 {TxKind::Update, 24},
                                                 {TxKind::Delete, 9},
                                                 {TxKind::KeyUpdate, 8},
                                                 {TxKind::PartitionKeyUpdate, 10},
                                                 {TxKind::ShiftKeys, 2},
                                                 {TxKind::OnConflict, 5},
                                                 {TxKind::ManyStatements, 5},
                                                 {TxKind::Savepoint, 8},
                                                 {TxKind::RolledBack, 5}}};

/// Kinds whose first write hits a row that is there, so that the row can be read before.
constexpr std::array<Weight, 6> kReadableWeights{{{TxKind::Update, 40},
                                                  {TxKind::Delete, 12},
                                                  {TxKind::KeyUpdate, 12},
                                                  {TxKind::PartitionKeyUpdate, 20},
                                                  {TxKind::Savepoint, 10},
                                                  {TxKind::RolledBack, 6}}};

template<std::size_t N>
TxKind draw(Rng &rng, const std::array<Weight, N> &weights)
{
    std::int64_t left = 0;
    for (const Weight &one : weights)
        left += one.weight;
    left = rng.below(left);
    for (const Weight &one : weights) {
        if ((left -= one.weight) < 0)
            return one.kind;
    }
    return weights.front().kind;
}

/// Collects the steps of one transaction and what they would leave behind.
class Builder {
public:
    Builder(ThreadLedger &ledger, Rng &rng, const PlanLimits &limits)
        : m_ledger(ledger)
        , m_rng(rng)
        , m_limits(limits)
    {}

    TransactionPlan build();

private:
    using Overlay = std::map<std::int64_t, std::optional<LedgerRow>>;

    void chooseManner();
    void fill();
    void addSomeWrite();
    void addInsert();
    void addInsertOrIgnore();
    void addUpdate(std::int64_t id);
    void addDelete(std::int64_t id);
    void addKeyUpdate(std::int64_t id);
    void addTsUpdate(std::int64_t id);
    void addShift(std::int64_t id);
    void addSavepoint();
    void addRead(std::int64_t id);
    std::int64_t freshId();
    std::optional<std::int64_t> pick();
    std::int64_t nearbyTs(std::int64_t tsUs);
    std::optional<LedgerRow> lookup(std::int64_t id) const;
    std::optional<std::int64_t> smallShift(const std::vector<std::int64_t> &keys) const;
    void put(std::int64_t id, std::optional<LedgerRow> row);
    Step &add(StepOp op, std::int64_t id);
    void nameByTs(Step &step);

    ThreadLedger &m_ledger;
    Rng &m_rng;
    PlanLimits m_limits;
    Overlay m_overlay;
    TransactionPlan m_plan;
    SendAs m_how = SendAs::Params;
    bool m_throughView = false;
};

std::optional<LedgerRow> Builder::lookup(std::int64_t id) const
{
    if (const auto changed = m_overlay.find(id); changed != m_overlay.end())
        return changed->second;
    const LedgerRow *row = m_ledger.find(id);
    return row ? std::optional<LedgerRow>(*row) : std::nullopt;
}

void Builder::put(std::int64_t id, std::optional<LedgerRow> row)
{
    m_overlay[id] = std::move(row);
    m_plan.touched.push_back(id);
}

Step &Builder::add(StepOp op, std::int64_t id)
{
    Step step;
    step.op = op;
    step.id = id;
    step.how = m_how;
    step.throughView = m_throughView;
    m_plan.steps.push_back(std::move(step));
    return m_plan.steps.back();
}

void Builder::nameByTs(Step &step)
{
    if (const auto row = lookup(step.id); row && m_rng.percent(m_limits.knownTsPercent))
        step.knownTs = row->tsUs;
}

std::optional<std::int64_t> Builder::pick()
{
    if (m_ledger.isEmpty())
        return std::nullopt;
    const std::int64_t id = m_ledger.pick(m_rng);
    return lookup(id) ? std::optional(id) : std::nullopt;
}

std::int64_t Builder::freshId()
{
    // Rows that were shifted by a little again and again may stand where a fresh key would go.
    std::int64_t id = m_ledger.takeFreshId();
    while (lookup(id))
        id = m_ledger.takeFreshId();
    return id;
}

std::int64_t Builder::nearbyTs(std::int64_t tsUs)
{
    const std::int64_t moved = tsUs + m_rng.between(-2 * kDayMs, 2 * kDayMs) * 1000;
    return std::clamp(moved, m_limits.fromUs, m_limits.toUs - 1000);
}

void Builder::addInsert()
{
    const auto again = m_rng.percent(25) ? m_ledger.pickDeleted(m_rng) : std::nullopt;
    const std::int64_t id = again && !lookup(*again) ? *again : freshId();
    Step &step = add(StepOp::Insert, id);
    step.row = {randomTs(m_rng, m_limits), m_rng.below(1'000'000'000), randomPad(m_rng)};
    put(id, step.row);
}

void Builder::addInsertOrIgnore()
{
    const auto existing = m_rng.percent(60) ? pick() : std::nullopt;
    const std::int64_t id = existing ? *existing : freshId();
    Step &step = add(StepOp::InsertOrIgnore, id);
    step.row = {randomTs(m_rng, m_limits), m_rng.below(1'000'000'000), randomPad(m_rng)};
    if (!existing)
        return put(id, step.row);
    // The same (id, ts): a conflict under PRIMARY KEY (id) and under (id, ts) alike.
    step.row.tsUs = lookup(id)->tsUs;
    step.expectedRows = 0;
    m_plan.touched.push_back(id);
}

void Builder::addUpdate(std::int64_t id)
{
    Step &step = add(StepOp::UpdateValue, id);
    nameByTs(step);
    step.row = *lookup(id);
    step.row.v = m_rng.below(1'000'000'000);
    if (m_rng.percent(40))
        step.row.pad = randomPad(m_rng);
    put(id, step.row);
}

void Builder::addDelete(std::int64_t id)
{
    nameByTs(add(StepOp::Delete, id));
    put(id, std::nullopt);
}

void Builder::addKeyUpdate(std::int64_t id)
{
    std::int64_t target = m_rng.percent(50) ? id + m_rng.between(1, ThreadLedger::kStride - 1) : freshId();
    if (lookup(target))
        target = freshId();
    Step &step = add(StepOp::UpdateId, id);
    nameByTs(step);
    step.otherId = target;
    const auto row = lookup(id);
    put(id, std::nullopt);
    put(target, row);
}

void Builder::addTsUpdate(std::int64_t id)
{
    Step &step = add(StepOp::UpdateTs, id);
    nameByTs(step);
    step.row = *lookup(id);
    step.row.tsUs = m_rng.percent(40) ? nearbyTs(step.row.tsUs) : randomTs(m_rng, m_limits);
    put(id, step.row);
}

std::optional<std::int64_t> Builder::smallShift(const std::vector<std::int64_t> &keys) const
{
    for (std::int64_t by = 1; by < ThreadLedger::kStride; ++by) {
        // Keys are unique at every moment of the statement, so every target must be free beforehand.
        if (std::ranges::none_of(keys, [&](std::int64_t key) { return lookup(key + by).has_value(); }))
            return by;
    }
    return std::nullopt;
}

void Builder::addShift(std::int64_t id)
{
    const auto keys = m_ledger.keysFrom(id, static_cast<int>(m_rng.between(5, 30)));
    if (std::ranges::any_of(keys, [&](std::int64_t key) { return m_overlay.contains(key); }))
        return addUpdate(id);
    const auto by = smallShift(keys);
    if (!by)
        return addKeyUpdate(id);
    Step &step = add(StepOp::Shift, keys.front());
    step.otherId = keys.back();
    step.shift = *by;
    step.expectedRows = static_cast<int>(keys.size());
    for (const std::int64_t key : keys) {
        const auto row = lookup(key);
        put(key, std::nullopt);
        put(key + *by, row);
    }
}

void Builder::addRead(std::int64_t id)
{
    Step &step = add(m_plan.readsForUpdate ? StepOp::ReadForUpdate : StepOp::Read, id);
    nameByTs(step);
    step.expected = lookup(id);
}

void Builder::addSomeWrite()
{
    const auto id = pick();
    if (!id)
        return addInsert();
    switch (m_rng.below(6)) {
    case 0:
        return addInsert();
    case 1:
        return addDelete(*id);
    case 2:
        return addKeyUpdate(*id);
    case 3:
        return addTsUpdate(*id);
    default:
        return addUpdate(*id);
    }
}

void Builder::addSavepoint()
{
    add(StepOp::Savepoint, 0);
    const Overlay before = m_overlay;
    addSomeWrite();
    if (m_rng.percent(50))
        addSomeWrite();
    if (m_rng.percent(70)) {
        add(StepOp::RollbackToSavepoint, 0);
        m_overlay = before;
    }
    addSomeWrite();
}

void Builder::chooseManner()
{
    m_plan.readsFirst = m_rng.percent(34) && !m_ledger.isEmpty();
    m_plan.readsForUpdate = m_plan.readsFirst && m_rng.percent(50);
    m_plan.kind = m_plan.readsFirst ? draw(m_rng, kReadableWeights) : draw(m_rng, kWeights);
    if (m_plan.readsFirst && m_limits.maxThinkMs > 0 && m_rng.percent(50))
        m_plan.thinkMs = static_cast<int>(m_rng.between(1, m_limits.maxThinkMs));
    const std::int64_t isolation = m_rng.below(20);
    m_plan.isolation = isolation < 14 ? Isolation::ReadCommitted
        : isolation < 17              ? Isolation::RepeatableRead
                                      : Isolation::Serializable;
    const std::int64_t how = m_rng.below(10);
    m_how = how < 4 ? SendAs::Params : how < 7 ? SendAs::Prepared : SendAs::SqlExecute;
    m_throughView = m_rng.percent(20);
}

void Builder::fill()
{
    const auto id = pick();
    if (id && m_plan.readsFirst)
        addRead(*id);
    if (m_plan.kind == TxKind::ManyStatements) {
        for (std::int64_t left = m_rng.between(2, 6); left > 0; --left)
            addSomeWrite();
        return;
    }
    if (m_plan.kind == TxKind::OnConflict)
        return addInsertOrIgnore();
    if (m_plan.kind == TxKind::Insert || !id)
        return addInsert();
    switch (m_plan.kind) {
    case TxKind::Delete:
        return addDelete(*id);
    case TxKind::KeyUpdate:
        return addKeyUpdate(*id);
    case TxKind::PartitionKeyUpdate:
        return addTsUpdate(*id);
    case TxKind::ShiftKeys:
        return addShift(*id);
    case TxKind::Savepoint:
        addUpdate(*id);
        return addSavepoint();
    default:
        return addUpdate(*id);
    }
}

TransactionPlan Builder::build()
{
    chooseManner();
    fill();
    m_plan.rollsBack = m_plan.kind == TxKind::RolledBack;
    if (m_plan.rollsBack && m_rng.percent(50))
        addSomeWrite();
    m_plan.autocommit = m_plan.steps.size() == 1 && !m_plan.rollsBack && m_plan.isolation == Isolation::ReadCommitted
        && m_rng.percent(40);
    if (!m_plan.rollsBack)
        m_plan.effects.assign(m_overlay.begin(), m_overlay.end());
    return std::move(m_plan);
}

} // namespace

const char *name(TxKind kind)
{
    constexpr std::array<const char *, kTxKinds> kNames{
        "insert",     "update",      "delete",          "key update", "partition key update",
        "shift keys", "on conflict", "many statements", "savepoint",  "rolled back"};
    return kNames[static_cast<std::size_t>(kind)];
}

const char *name(Isolation isolation)
{
    constexpr std::array<const char *, 3> kNames{"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"};
    return kNames[static_cast<std::size_t>(isolation)];
}

const char *name(SendAs how)
{
    constexpr std::array<const char *, 3> kNames{"params", "prepared", "SQL EXECUTE"};
    return kNames[static_cast<std::size_t>(how)];
}

std::optional<std::string> randomPad(Rng &rng)
{
    const std::int64_t choice = rng.below(100);
    if (choice < 6)
        return std::nullopt;
    if (choice < 9)
        return std::string();
    std::string text = "pad " + std::to_string(rng.below(1'000'000));
    if (choice < 11)
        return text + " it's \"odd\"\t\\ {,}\n\xC3\xA9";
    if (choice < 12)
        return text + std::string(static_cast<std::size_t>(rng.between(200, 600)), 'x');
    return text;
}

std::int64_t randomTs(Rng &rng, const PlanLimits &limits)
{
    const std::int64_t spanMs = (limits.toUs - limits.fromUs) / 1000;
    // Half of what is written is recent, as in life.
    const std::int64_t recentMs = std::min(spanMs, 30 * kDayMs);
    const std::int64_t backMs = rng.percent(50) ? rng.below(recentMs) : rng.below(spanMs);
    return limits.toUs - (backMs + 1) * 1000;
}

TransactionPlan planTransaction(ThreadLedger &ledger, Rng &rng, const PlanLimits &limits)
{
    return Builder(ledger, rng, limits).build();
}

} // namespace parterre::test

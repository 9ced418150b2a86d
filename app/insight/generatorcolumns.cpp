// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/generatorcolumns.h"

#include "base/units.h"
#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

namespace {

constexpr int kNullPerMille = 100;
constexpr qint64 kSampledKeys = 1000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Generator)
};

/// What the catalog says of a column.
struct CatalogColumn {
    QString name;
    QString typeText;
    ValueType type;
    bool notNull = false;
    bool hasDefault = false;
    bool fromServer = false;
};

/// A column and how it is going to be filled; `write` is empty while nobody has decided.
struct Choice {
    CatalogColumn column;
    ValueWriter write;
    int nullPerMille = 0;
    bool unique = false;
    bool referencing = false;
    bool probed = false; ///< unique by ordinal: the values in use must be found out
};

class Planner {
public:
    Planner(Session &session, const QualifiedName &table, qint64 rows, quint64 seed, const GeneratorProfile &profile)
        : m_session(session)
        , m_table(table)
        , m_rows(rows)
        , m_seed(seed)
        , m_profile(profile)
    {}

    Result<GeneratorColumns> plan();

private:
    Result<> readColumns();
    Result<> chooseReferences();
    Result<> chooseReference(const Rows &references, qsizetype row);
    Result<> chooseUniqueKeys();
    Result<> chooseUniqueColumn(const QStringList &key);
    Result<UniqueWriter> uniqueWriter(const CatalogColumn &column);
    Result<> refuseUnknown() const;
    void chooseByType();
    Result<> findFirstOrdinal();
    Result<bool> isTaken(const Choice &choice, quint64 ordinal);
    Choice *find(const QString &name);
    SqlNames names(const CatalogColumn &column) const;
    GeneratorColumns result() const;

    Session &m_session;
    const QualifiedName &m_table;
    const qint64 m_rows;
    const quint64 m_seed;
    const GeneratorProfile &m_profile;
    QList<Choice> m_choices;
    quint64 m_firstOrdinal = 0;
};

Params tableParams(const QualifiedName &table)
{
    return Params() << table.schema << table.name;
}

CatalogColumn columnAt(const Rows &rows, qsizetype row)
{
    CatalogColumn column;
    column.name = rows.text(row, "name");
    column.typeText = rows.text(row, "type");
    column.type = {rows.text(row, "type_name"),
                   static_cast<int>(rows.integer(row, "modifier")),
                   rows.flag(row, "is_array"),
                   rows.flag(row, "is_enum"),
                   {}};
    for (const QString &label : rows.textArray(row, "labels"))
        column.type.labels << label.toUtf8();
    column.notNull = rows.flag(row, "not_null");
    column.hasDefault = rows.flag(row, "has_default");
    column.fromServer = rows.flag(row, "from_server");
    return column;
}

/// A column of a foreign key: its part of the key that the row's draw points at, the same for all columns of the key.
ValueWriter sampleWriter(const QList<QByteArray> &values, quint64 keyNumber)
{
    return [values, keyNumber](QByteArray &out, GeneratedRow &row) {
        SeededRandom draw(row.seed ^ keyNumber, row.ordinal);
        out += values[static_cast<qsizetype>(draw.below(static_cast<quint64>(values.size())))];
    };
}

Result<> Planner::readColumns()
{
    PARTERRE_ASSIGN(
        rows, m_session.exec(SqlText::load(QStringLiteral("insight/list_generated_columns")), tableParams(m_table)));
    for (qsizetype row = 0; row < rows.count(); ++row) {
        Choice choice{columnAt(rows, row), {}};
        const auto recipe = m_profile.columns.constFind(choice.column.name);
        if (recipe != m_profile.columns.cend()) {
            choice.write = recipe->write;
            choice.nullPerMille = recipe->nullPerMille;
            choice.unique = recipe->unique;
        }
        m_choices << choice;
    }
    if (!m_choices.isEmpty())
        return {};
    return failure(
        ErrorCode::NotFound, Text::tr("there is no table %1 with columns in this database").arg(m_table.quoted()), {},
        Text::tr("Rows can be generated into tables and partitioned tables, not into views or foreign tables."));
}

Choice *Planner::find(const QString &name)
{
    for (Choice &choice : m_choices) {
        if (choice.column.name == name)
            return &choice;
    }
    return nullptr;
}

SqlNames Planner::names(const CatalogColumn &column) const
{
    return {{QStringLiteral("table"), m_table.quoted()},
            {QStringLiteral("column"), quoteIdentifier(column.name)},
            {QStringLiteral("type"), column.typeText}};
}

Result<> Planner::chooseReferences()
{
    PARTERRE_ASSIGN(references,
                    m_session.exec(SqlText::load(QStringLiteral("insight/list_references")), tableParams(m_table)));
    for (qsizetype row = 0; row < references.count(); ++row)
        PARTERRE_TRY(chooseReference(references, row));
    return {};
}

Result<> Planner::chooseReference(const Rows &references, qsizetype row)
{
    const QualifiedName other{references.text(row, "referenced_schema"), references.text(row, "referenced_table")};
    const SqlNames keyNames{
        {QStringLiteral("table"), other.quoted()},
        {QStringLiteral("columns"),
         quoteIdentifiers(references.textArray(row, "referenced_columns")).join(QStringLiteral(", "))}};
    PARTERRE_ASSIGN(
        keys, m_session.exec(SqlText::load(QStringLiteral("insight/sample_keys"), keyNames), Params() << kSampledKeys));
    const QStringList columns = references.textArray(row, "columns");
    for (qsizetype i = 0; i < columns.size(); ++i) {
        Choice *choice = find(columns[i]);
        if (!choice || choice->write || choice->column.fromServer)
            continue;
        choice->referencing = true;
        if (keys.isEmpty()) {
            if (choice->column.notNull) {
                return failure(ErrorCode::Refused,
                               Text::tr("column %1 refers to table %2, which is empty")
                                   .arg(quoteIdentifier(columns[i]), other.quoted()),
                               {}, Text::tr("Generate rows of %1 first.").arg(other.quoted()));
            }
            continue;
        }
        QList<QByteArray> values;
        for (qsizetype k = 0; k < keys.count(); ++k)
            values << keys.cell(k, i).toUtf8();
        choice->write = sampleWriter(values, static_cast<quint64>(row) + 1);
    }
    return {};
}

Result<> Planner::chooseUniqueKeys()
{
    PARTERRE_ASSIGN(keys,
                    m_session.exec(SqlText::load(QStringLiteral("insight/list_unique_keys")), tableParams(m_table)));
    for (qsizetype row = 0; row < keys.count(); ++row)
        PARTERRE_TRY(chooseUniqueColumn(keys.textArray(row, "columns")));
    return {};
}

Result<UniqueWriter> Planner::uniqueWriter(const CatalogColumn &column)
{
    UniqueWriter writer = uniqueWriterFor(column.type, {}, m_rows);
    if (!writer.write || !writer.continuesGreatest)
        return writer;
    PARTERRE_ASSIGN(greatest,
                    m_session.exec(SqlText::load(QStringLiteral("insight/find_greatest_value"), names(column))));
    if (greatest.isNull(0, "greatest"))
        return writer;
    return uniqueWriterFor(column.type, greatest.text(0, "greatest"), m_rows);
}

Result<> Planner::chooseUniqueColumn(const QStringList &key)
{
    Choice *best = nullptr;
    UniqueWriter writer;
    for (const QString &name : key) {
        Choice *choice = find(name);
        if (choice->unique || choice->column.fromServer)
            return {};
        if (choice->write || choice->referencing)
            continue;
        PARTERRE_ASSIGN(candidate, uniqueWriter(choice->column));
        if (candidate.write && (!best || candidate.rank < writer.rank)) {
            best = choice;
            writer = candidate;
        }
    }
    if (best) {
        best->write = writer.write;
        best->unique = true;
        best->probed = !writer.continuesGreatest;
        return {};
    }
    const bool byRecipe =
        std::all_of(key.begin(), key.end(), [this](const QString &name) { return m_profile.columns.contains(name); });
    if (key.isEmpty() || byRecipe) // an expression: the server decides; a profile: it knows what it does
        return {};
    return failure(
        ErrorCode::Refused,
        Text::tr("no column of the unique key (%1) has room for %2 more distinct values")
            .arg(quoteIdentifiers(key).join(QStringLiteral(", ")), formatCount(m_rows)),
        Text::tr("The generator makes distinct numbers, texts, UUIDs, timestamps, dates, bytea and inet values."),
        Text::tr("Ask for fewer rows, or fill this table by hand."));
}

void Planner::chooseByType()
{
    for (Choice &choice : m_choices) {
        const CatalogColumn &column = choice.column;
        if (choice.write || column.fromServer || choice.referencing)
            continue;
        choice.write = writerFor(column.type);
        choice.nullPerMille = column.notNull ? 0 : kNullPerMille;
    }
}

Result<> Planner::refuseUnknown() const
{
    for (const Choice &choice : m_choices) {
        const CatalogColumn &column = choice.column;
        if (choice.write || column.fromServer || !column.notNull || column.hasDefault)
            continue;
        return failure(ErrorCode::Refused,
                       Text::tr("no values can be made for column %1 of type %2")
                           .arg(quoteIdentifier(column.name), column.typeText),
                       Text::tr("The column is NOT NULL and has no default, and the generator does not know its type."),
                       Text::tr("Give the column a default for the time of the run."));
    }
    return {};
}

Result<bool> Planner::isTaken(const Choice &choice, quint64 ordinal)
{
    GeneratedRow row{0, ordinal, m_seed, 0, 0, SeededRandom(m_seed, ordinal)};
    QByteArray value;
    choice.write(value, row);
    PARTERRE_ASSIGN(found,
                    m_session.exec(SqlText::load(QStringLiteral("insight/find_value"), names(choice.column)),
                                   Params() << QString::fromUtf8(value)));
    return found.flag(0, "taken");
}

/// Runs use their ordinals without gaps, so the first free one is found by doubling and halving, with a handful of
/// index look-ups however many rows there are.
Result<> Planner::findFirstOrdinal()
{
    for (const Choice &choice : m_choices) {
        if (!choice.probed)
            continue;
        quint64 taken = 0; // ordinals below are taken
        quint64 step = 1;
        while (true) {
            PARTERRE_ASSIGN(isUsed, isTaken(choice, taken + step - 1));
            if (!isUsed && step == 1)
                break;
            taken += isUsed ? step : 0;
            step = isUsed ? step * 2 : 1;
        }
        m_firstOrdinal = std::max(m_firstOrdinal, taken);
    }
    return {};
}

GeneratorColumns Planner::result() const
{
    GeneratorColumns columns;
    columns.firstOrdinal = m_firstOrdinal;
    for (const Choice &choice : m_choices) {
        if (!choice.write)
            continue;
        const ValueType &type = choice.column.type;
        const bool escape = type.isArray || type.isEnum || choice.referencing || type.name == u"bytea";
        columns.columns << GeneratorColumn{choice.column.name, choice.write, choice.nullPerMille, escape};
    }
    return columns;
}

Result<GeneratorColumns> Planner::plan()
{
    PARTERRE_TRY(readColumns());
    PARTERRE_TRY(chooseReferences());
    PARTERRE_TRY(chooseUniqueKeys());
    chooseByType();
    PARTERRE_TRY(refuseUnknown());
    PARTERRE_TRY(findFirstOrdinal());
    const GeneratorColumns columns = result();
    if (!columns.columns.isEmpty())
        return columns;
    return failure(ErrorCode::Refused, Text::tr("table %1 has no column to fill").arg(m_table.quoted()),
                   Text::tr("Every column is filled by the server itself or has a type the generator does not know."));
}

} // namespace

QStringList GeneratorColumns::names() const
{
    QStringList list;
    for (const GeneratorColumn &column : columns)
        list << column.name;
    return list;
}

Result<GeneratorColumns> planColumns(Session &session, const QualifiedName &table, qint64 rows, quint64 seed,
                                     const GeneratorProfile &profile)
{
    return Planner(session, table, rows, seed, profile).plan();
}

} // namespace parterre

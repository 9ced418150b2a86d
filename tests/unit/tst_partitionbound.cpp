// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/partitionbound.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace parterre;
using namespace Qt::StringLiterals;

class TestPartitionBound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesRange();
    void parsesList();
    void parsesHashAndDefault();
    void refusesOtherText_data();
    void refusesOtherText();
    void orders_data();
    void orders();
};

void TestPartitionBound::parsesRange()
{
    const auto bound = PartitionBound::parse(
        u"FOR VALUES FROM ('2024-01-01 00:00:00+00', MINVALUE, 'a''b, )') TO ('2024-02-01', -7.5, MAXVALUE)"_s);
    QVERIFY(bound);
    QCOMPARE(bound->kind, PartitionBound::Kind::Range);
    QCOMPARE(bound->lower.size(), 3);
    QCOMPARE(bound->lower[0].text, u"2024-01-01 00:00:00+00"_s);
    QCOMPARE(bound->lower[1].kind, BoundValue::Kind::Minimum);
    QCOMPARE(bound->lower[2].text, u"a'b, )"_s);
    QCOMPARE(bound->upper[1].text, u"-7.5"_s);
    QCOMPARE(bound->upper[2].kind, BoundValue::Kind::Maximum);
}

void TestPartitionBound::parsesList()
{
    const auto bound = PartitionBound::parse(uR"(FOR VALUES IN (1, E'a\\b', NULL, 'NULL'))"_s);
    QVERIFY(bound);
    QCOMPARE(bound->kind, PartitionBound::Kind::List);
    QCOMPARE(bound->lower.size(), 4);
    QCOMPARE(bound->lower[1].text, uR"(a\b)"_s);
    QCOMPARE(bound->lower[2].kind, BoundValue::Kind::Null);
    QCOMPARE(bound->lower[3].text, u"NULL"_s);
}

void TestPartitionBound::parsesHashAndDefault()
{
    const auto bound = PartitionBound::parse(u"FOR VALUES WITH (modulus 8, remainder 5)"_s);
    QVERIFY(bound);
    QCOMPARE(bound->modulus, 8);
    QCOMPARE(bound->remainder, 5);
    QCOMPARE(PartitionBound::parse(u"DEFAULT"_s)->kind, PartitionBound::Kind::Default);
}

void TestPartitionBound::refusesOtherText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("cut off") << u"FOR VALUES FROM ('a') TO ('b'"_s;
    QTest::newRow("open quote") << u"FOR VALUES IN ('a"_s;
    QTest::newRow("more behind it") << u"FOR VALUES IN ('a') and more"_s;
    QTest::newRow("no TO") << u"FOR VALUES FROM ('a')"_s;
    QTest::newRow("something else") << u"FOR VALUES NEAR ('a')"_s;
}

void TestPartitionBound::refusesOtherText()
{
    QFETCH(QString, text);
    QVERIFY(!PartitionBound::parse(text));
}

void TestPartitionBound::orders_data()
{
    QTest::addColumn<QString>("categories");
    QTest::addColumn<QStringList>("ascending");
    const auto ranges = [](const QStringList &lower) {
        QStringList bounds;
        for (const QString &text : lower)
            bounds << u"FOR VALUES FROM (%1) TO (MAXVALUE)"_s.arg(text);
        return bounds << u"DEFAULT"_s;
    };
    QTest::newRow("numbers") << u"N"_s
                             << ranges({u"MINVALUE"_s, u"'-1e30'"_s, u"'-1000'"_s, u"'-10.5'"_s, u"'-9'"_s, u"0"_s,
                                        u"'0.05'"_s, u"'0.5'"_s, u"9"_s, u"'10'"_s, u"'10.01'"_s, u"'10.1'"_s,
                                        u"9007199254740992"_s, u"9007199254740993"_s,
                                        u"'123456789012345678901234567890'"_s, u"MAXVALUE"_s});
    QTest::newRow("times") << u"D"_s
                           << ranges({u"MINVALUE"_s, u"'-infinity'"_s, u"'0044-03-15 00:00:00+00 BC'"_s,
                                      u"'0001-01-01 00:00:00+00'"_s, u"'1999-12-31 00:00:00+00'"_s,
                                      u"'2024-01-01 00:00:00+00'"_s, u"'2024-01-01 00:00:00.5+00'"_s,
                                      u"'2024-02-01 00:00:00+00'"_s, u"'10000-01-01 00:00:00+00'"_s, u"'infinity'"_s});
    QTest::newRow("text") << u"S"_s << ranges({u"'10'"_s, u"'9'"_s, u"'a'"_s, u"'b'"_s});
    QTest::newRow("two keys") << u"ND"_s
                              << ranges({u"1, '2024-01-01'"_s, u"2, MINVALUE"_s, u"2, '2023-01-01'"_s,
                                         u"2, '2024-01-01'"_s, u"10, '2022-01-01'"_s});
    QTest::newRow("list") << u"N"_s
                          << QStringList{u"FOR VALUES IN (2, 30)"_s, u"FOR VALUES IN (9)"_s, u"FOR VALUES IN (10, 1)"_s,
                                         u"FOR VALUES IN (NULL)"_s, u"DEFAULT"_s};
    QTest::newRow("hash") << u"N"_s
                          << QStringList{u"FOR VALUES WITH (modulus 12, remainder 1)"_s,
                                         u"FOR VALUES WITH (modulus 12, remainder 2)"_s,
                                         u"FOR VALUES WITH (modulus 12, remainder 10)"_s};
}

void TestPartitionBound::orders()
{
    QFETCH(QString, categories);
    QFETCH(QStringList, ascending);
    QStringList shuffled = ascending;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(7));
    std::sort(shuffled.begin(), shuffled.end(), [&](const QString &a, const QString &b) {
        return boundLessThan(*PartitionBound::parse(a), *PartitionBound::parse(b), categories);
    });
    QCOMPARE(shuffled, ascending);
}

QTEST_GUILESS_MAIN(TestPartitionBound)
#include "tst_partitionbound.moc"

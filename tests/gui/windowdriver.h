// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QTest>
#include <QWidget>

// Qt's five seconds are few where three tests share two processors.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30000)
#define QTRY_VERIFY2(condition, said) QTRY_VERIFY2_WITH_TIMEOUT(condition, said, 30000)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 30000)

namespace parterre::test {

/// A widget by its objectName, in any window; the visible one where several have it. Null where there is none.
template<class T = QWidget>
T *find(const char *objectName)
{
    T *hidden = nullptr;
    const QString name = QString::fromLatin1(objectName);
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() != name)
            continue;
        if (auto *typed = qobject_cast<T *>(widget)) {
            if (typed->isVisible())
                return typed;
            hidden = typed;
        }
    }
    return hidden;
}

inline bool isShown(const char *objectName)
{
    const QWidget *widget = find(objectName);
    return widget && widget->isVisible();
}

inline bool isReady(const char *objectName)
{
    const QWidget *widget = find(objectName);
    return widget && widget->isVisible() && widget->isEnabled();
}

/// Click a button as the mouse does. False when there is none that can be clicked.
inline bool click(const char *objectName)
{
    auto *button = find<QAbstractButton>(objectName);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    // A check box is wider than what can be clicked of it.
    const bool box = qobject_cast<QCheckBox *>(button) != nullptr;
    QTest::mouseClick(button, Qt::LeftButton, {}, box ? QPoint(8, button->height() / 2) : QPoint());
    return true;
}

/// Make the row current whose first column holds the text. False when there is none.
inline bool choose(const char *view, const QString &text)
{
    auto *items = find<QAbstractItemView>(view);
    if (!items || !items->model())
        return false;
    const QModelIndexList found = items->model()->match(items->model()->index(0, 0), Qt::DisplayRole, text, 1,
                                                        Qt::MatchContains | Qt::MatchRecursive | Qt::MatchWrap);
    if (found.isEmpty())
        return false;
    items->setCurrentIndex(found.first());
    return true;
}

/// Decide for every unique key of the wizard's findings that the partition key is added. False when there is none.
inline bool decideKeys()
{
    bool any = false;
    while (true) {
        QComboBox *open = nullptr;
        for (QComboBox *each : find("wizardFindings")->findChildren<QComboBox *>()) {
            if (each->objectName().startsWith(QLatin1String("wizardUnique_")) && each->currentIndex() < 0)
                open = each;
        }
        if (!open)
            return any;
        any = true;
        const QString name = open->objectName();
        open->setCurrentIndex(0);
        Q_EMIT open->activated(0);
        const auto decided = [&] {
            const auto *box = find<QComboBox>(name.toUtf8().constData());
            return box && box->currentIndex() == 0;
        };
        if (!QTest::qWaitFor(decided, 20000))
            return false;
    }
}

} // namespace parterre::test

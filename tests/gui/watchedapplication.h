// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>

namespace parterre::test {

/// An application that knows how long each event kept the window's thread: computing or waiting for something, but not
/// for a processor that others used.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const QByteArray name = receiver->metaObject()->className();
        const QString objectName = receiver->objectName();
        const int type = event->type();
        QElapsedTimer timer;
        timer.start();
        const qint64 queued = queuedNs();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 us = (timer.nsecsElapsed() - (queuedNs() - queued)) / 1000;
        if (us > m_worstUs) {
            m_worstUs = us;
            m_worst = QStringLiteral("%1 %2, event %3: %4 ms")
                          .arg(QString::fromLatin1(name), objectName)
                          .arg(type)
                          .arg(static_cast<double>(us) / 1000, 0, 'f', 1);
        }
        m_overTarget += us > 16'000 ? 1 : 0;
        ++m_events;
        return handled;
    }

    void reset()
    {
        m_worstUs = 0;
        m_worst.clear();
        m_overTarget = 0;
        m_events = 0;
    }
    qint64 worstUs() const { return m_worstUs; }
    QString worst() const { return m_worst; }          ///< who, what and how long
    qint64 overTarget() const { return m_overTarget; } ///< events that took more than 16 ms
    qint64 events() const { return m_events; }

private:
    // Time that this thread was ready to run and did not.
    static qint64 queuedNs()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        return file.readAll().split(' ').value(1).toLongLong();
    }

    int m_depth = 0;
    qint64 m_worstUs = 0;
    QString m_worst;
    qint64 m_overTarget = 0;
    qint64 m_events = 0;
};

} // namespace parterre::test

/// Qt Test's main() with a WatchedApplication.
#define PARTERRE_GUI_TEST_MAIN(Test)                                                                                   \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        parterre::test::WatchedApplication application(argc, argv);                                                    \
        Test test;                                                                                                     \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }

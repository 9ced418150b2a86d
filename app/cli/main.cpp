// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include <QCoreApplication>
#include <QLocale>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("parterrectl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PARTERRE_VERSION));
    QLocale::setDefault(QLocale(QLocale::English)); // as its texts are
    QTextStream out(stdout);
    QTextStream err(stderr);
    return parterre::runProgram(QCoreApplication::arguments().mid(1), out, err);
}

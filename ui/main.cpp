// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"
#include "ui/style.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <memory>
#include <string_view>

int main(int argc, char **argv)
{
    // What is only said needs no display.
    const bool onlySays = std::any_of(argv + 1, argv + argc, [](std::string_view word) {
        return word == "--help" || word == "--version" || word == "-v";
    });
    const std::unique_ptr<QCoreApplication> application(onlySays ? new QCoreApplication(argc, argv)
                                                                 : new QApplication(argc, argv));
    if (!onlySays) {
        QApplication::setStyle(new parterre::Style);
        QApplication::setApplicationDisplayName(QStringLiteral("Parterre"));
        QApplication::setDesktopFileName(QStringLiteral("parterre"));
    }
    QApplication::setApplicationName(QStringLiteral("parterre"));
    QApplication::setApplicationVersion(QStringLiteral(PARTERRE_VERSION));

    QTranslator ours;
    if (ours.load(QLocale(), QStringLiteral("parterre"), QStringLiteral("_"), QStringLiteral(":/translations"))) {
        QApplication::installTranslator(&ours);
    } else if (ours.load(QStringLiteral(":/translations/parterre_en"))) { // its plurals
        QApplication::installTranslator(&ours);
        QLocale::setDefault(QLocale(QLocale::English)); // figures in the language of the texts
    }
    QTranslator qt;
    if (qt.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&qt);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Shows partition trees and migrates big live tables to partitioned ones."));
    // -h is psql's host, so help is --help only.
    const QCommandLineOption help(QStringLiteral("help"), QCoreApplication::translate("main", "Show this help."));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QCoreApplication::translate("main", "Connect to the demo server."));
    parser.addOptions({help, demo});
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("conninfo"),
                                 QCoreApplication::translate("main", "A URI or a conninfo string to connect to."),
                                 QStringLiteral("[conninfo]"));
    parser.process(*application);
    if (parser.isSet(help))
        parser.showHelp();

    parterre::MainWindow window;
    window.show();
    if (parser.isSet(demo))
        window.connectDemo();
    else if (!parser.positionalArguments().isEmpty())
        window.connectConninfo(parser.positionalArguments().first());
    return QApplication::exec();
}

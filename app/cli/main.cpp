#include "pg/session.h"
#include <QCoreApplication>
#include <cstdio>
using namespace parterre;
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    auto p = ConnectionProfile::fromConninfo(QString::fromLocal8Bit(argv[1]));
    auto s = Session::open(*p);
    if (!s) { fputs(qPrintable(s.error().toText()), stderr); return 3; }
    auto r = (*s)->execAll({{SqlText{{}, QStringLiteral("BEGIN"), {}}}, {SqlText{{}, QStringLiteral("select 1/$1::int as a"), {}}, Params() << QString::fromLocal8Bit(argv[2])}, {SqlText{{}, QStringLiteral("COMMIT"), {}}}});
    if (!r) { fputs(qPrintable(r.error().toText()), stderr); return 3; }
    puts(qPrintable(r->at(1).text(0, "a")));
}

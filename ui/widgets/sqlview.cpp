// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sqlview.h"

#include "ui/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QRegularExpression>
#include <QSyntaxHighlighter>

namespace parterre {

class SqlView::Highlighter : public QSyntaxHighlighter {
public:
    explicit Highlighter(QPlainTextEdit *edit)
        : QSyntaxHighlighter(edit->document())
        , m_edit(edit)
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression words(
            QStringLiteral("\\b(ADD|ALTER|ALWAYS|ANALYZE|AND|AS|ATTACH|BEGIN|BY|CASE|CHECK|COLUMN|COMMIT|CONSTRAINT|"
                           "CREATE|DECLARE|DEFAULT|DELETE|DETACH|DISABLE|DROP|EACH|ELSE|ENABLE|END|EXCLUSIVE|EXECUTE|"
                           "FOR|FROM|FUNCTION|GRANT|HASH|IF|IN|INDEX|INSERT|INTO|IS|JOIN|KEY|LEFT|LIMIT|LIST|LOCK|LOOP|"
                           "MODE|NOT|NOWAIT|NULL|OF|ON|ONLY|OR|ORDER|PARTITION|PRIMARY|RANGE|RENAME|RETURN|ROLLBACK|"
                           "ROW|SCHEMA|SELECT|SEQUENCE|SET|STATEMENT|TABLE|THEN|TO|TRIGGER|TRUNCATE|UNION|UNIQUE|"
                           "UPDATE|USING|VACUUM|VALUES|VIEW|WHEN|WHERE|WITH)\\b"));
        QTextCharFormat keyword;
        keyword.setForeground(theme::series(theme::Series::Heap, m_edit->palette()));
        for (auto it = words.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), keyword);
        }
        QTextCharFormat comment;
        comment.setForeground(m_edit->palette().color(QPalette::PlaceholderText));
        if (const qsizetype dashes = text.indexOf(QStringLiteral("--")); dashes >= 0)
            setFormat(static_cast<int>(dashes), static_cast<int>(text.size() - dashes), comment);
    }

private:
    QPlainTextEdit *m_edit;
};

SqlView::SqlView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &SqlView::takeMore);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("SQL"));
}

// Thousands of lines take longer to colour than the window has for an event.
void SqlView::setSql(const QString &sql)
{
    clear();
    m_rest = sql;
    takeMore();
}

void SqlView::takeMore()
{
    constexpr qsizetype kPiece = 20'000; // characters
    qsizetype end = m_rest.size() > kPiece ? m_rest.indexOf(u'\n', kPiece) + 1 : m_rest.size();
    if (end == 0)
        end = m_rest.size();
    const QTextCursor reader = textCursor(); // stays where it is, with what is selected
    const int anchor = reader.anchor();
    const int position = reader.position();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_rest.left(end));
    m_rest.remove(0, end);
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    if (!m_rest.isEmpty())
        m_more.start();
}

void SqlView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace parterre

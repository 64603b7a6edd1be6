using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace TrapTagger.Platform.Mail;

/// <summary>
/// A letter as HTML that mail programs agree on: one table of 600 px, styles on the elements for those that drop style
/// sheets, and a sheet for dark and for phones for those that don't. Nothing is loaded from anywhere.
/// </summary>
internal static partial class LetterHtml
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif;";
    private const string Paragraph = $"margin:0 0 16px;{Font}font-size:16px;line-height:1.55;color:#1f1f1f;";
    private const string Small = $"margin:0 0 8px;{Font}font-size:13px;line-height:1.5;color:#5a5a5a;";

    private const string Plain = "role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
    private const string Leaf =
        "display:inline-block;width:10px;height:10px;border-radius:3px;background:#3b8244;";

    private const string Card =
        "padding:32px 36px 20px;background:#ffffff;border:1px solid #dedede;border-radius:8px;";

    private const string ButtonWords = $"display:inline-block;padding:12px 22px;{Font}font-size:16px;font-weight:600;"
        + "color:#ffffff;text-decoration:none;";

    private const string Sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        body { margin: 0; padding: 0; width: 100%; -webkit-text-size-adjust: 100%; }
        @media (max-width: 620px) {
          .page { padding: 12px !important; }
          .card { padding: 24px 20px !important; }
          .act { width: 100% !important; }
          .button a { display: block !important; text-align: center !important; }
        }
        @media (prefers-color-scheme: dark) {
          body, .page { background: #161616 !important; }
          .card { background: #222222 !important; border-color: #3a3a3a !important; }
          .words, .brand { color: #ededed !important; }
          .small { color: #b8b8b8 !important; }
          .small a { color: #93cf9b !important; }
          .leaf { background: #7cbc85 !important; }
          .button { background: #7cbc85 !important; }
          .button a { color: #10200f !important; }
        }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    internal static string Of(Letter letter) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{Encoded(letter.Subject)}</title>
        <style>
        {Sheet}
        </style>
        </head>
        <body style="margin:0;padding:0;background:#f4f4f4;">
        <table {Plain} width="100%">
        <tr><td class="page" align="center" style="padding:32px 16px;background:#f4f4f4;">
        <table {Plain} width="600" style="width:100%;max-width:600px;">
        <tr><td style="padding:0 4px 12px;">
        <span class="leaf" style="{Leaf}"></span>
        <span class="brand" style="{Font}font-size:15px;font-weight:600;color:#1f1f1f;">&nbsp;TrapTagger</span>
        </td></tr>
        <tr><td class="card" style="{Card}">
        {string.Join('\n', Parts(letter))}
        </td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>

        """.ReplaceLineEndings("\r\n");

    private static IEnumerable<string> Parts(Letter letter) =>
    [
        Words(LetterText.Greeting(letter)),
        .. letter.Paragraphs.Select(Words),
        .. letter.Button is { } button ? (IEnumerable<string>)[Button(button)] : [],
        .. letter.Closing.Select(text => $"""<p class="small" style="{Small}">{Linked(Lines(text))}</p>"""),
    ];

    private static string Words(string text) => $"""<p class="words" style="{Paragraph}">{Lines(text)}</p>""";

    private static string Button(LetterButton button) => $"""
        <table class="act" {Plain} style="margin:8px 0 20px;">
        <tr><td class="button" style="border-radius:6px;background:#2f6f38;">
        <a href="{Encoded(button.Address)}" style="{ButtonWords}">{Encoded(button.Text)}</a>
        </td></tr>
        </table>
        <p class="small" style="{Small}margin-bottom:16px;word-break:break-all;">
        Or copy this address into your browser:<br>
        <a href="{Encoded(button.Address)}" style="color:#2f6f38;">{Encoded(button.Address)}</a></p>
        """;

    private static string Lines(string text) => Encoded(text.ReplaceLineEndings("\n")).Replace("&#xA;", "<br>");

    /// <summary>An address among the closing words, which are the product's own, can be followed.</summary>
    private static string Linked(string html) =>
        Address().Replace(html, """<a href="$0" style="color:#2f6f38;">$0</a>""");

    [GeneratedRegex("https?://[^\\s<]+")]
    private static partial Regex Address();

    private static string Encoded(string text) => Encoder.Encode(text);
}

using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace TrapTagger.Platform.Mail;

/// <summary>A letter as it travels: text and HTML of the same words.</summary>
internal sealed class LetterMessage(MailSettings settings)
{
    /// <param name="id">
    /// The same whenever the letter is sent, so that a server that took it knows it when it comes again.
    /// </param>
    internal MailMessage Of(string id, Letter letter)
    {
        var message = new MailMessage(settings.Sender, new MailAddress(letter.To))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{id}@{settings.Sender.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated"; // no answers from those on holiday
        message.AlternateViews.Add(View(LetterText.Of(letter), MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(LetterHtml.Of(letter), MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}

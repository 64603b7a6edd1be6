using System.Net.Mail;
using System.Text;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Mail;

/// <summary>Letters wait as rows.</summary>
internal sealed class Outbox(KeptLetters kept, TimeProvider clock) : IMailer
{
    private const int LongestSubject = 200;

    private const string Add = """
        INSERT INTO mail (id, recipient, subject, content, holds_secret, state, attempts, asked_at, due_at, created_at)
        VALUES (@id, @To, @subject, @content, @isSecret, 'waiting', 0, @now, @now, @now)
        """;

    public async Task SendAsync(DbSession work, Letter letter)
    {
        if (!MailAddress.TryCreate(letter.To, out var address) || address.Address != letter.To)
        {
            throw new ArgumentException($"'{letter.To}' is not an e-mail address alone.", nameof(letter));
        }
        var (now, subject) = (clock.GetUtcNow(), OneLine(letter.Subject));
        await work.ExecuteAsync(Add, new
        {
            id = Guid.CreateVersion7(now).ToString("N"),
            letter.To,
            subject = subject.Length > LongestSubject ? subject[..LongestSubject] : subject,
            content = kept.Write(letter with { Subject = subject, Name = OneLine(letter.Name) }),
            isSecret = letter.Button is { IsSecret: true },
            now,
        });
        work.Touch(MailBoard.Subject);
    }

    /// <summary>A line break in a header would begin another header.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return line.ToString().Trim();
    }
}

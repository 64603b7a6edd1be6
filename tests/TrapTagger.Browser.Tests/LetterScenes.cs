using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>Letters and enquiries in every state, due so late that no worker touches them.</summary>
internal static class LetterScenes
{
    internal const string Parked = "00000000000000000000000000000001";
    internal const long Enquiry = 900_001;

    private const string Add = """
        INSERT INTO mail (id, recipient, subject, content, holds_secret, state, attempts, reason, asked_at, due_at,
            created_at, ended_at)
        VALUES (@id, @to, @subject, @content, TRUE, @state, 29, @reason, '2099-05-03 10:00:00', '2099-05-03 10:00:00',
            '2026-05-03 10:00:00', @ended)
        """;

    internal static async Task Put(SiteRows rows)
    {
        const string refused = "The mail server at smtp.example.org:587 does not take letters for this address: "
            + "Mailbox unavailable. The server response was: 5.1.1 no such user here.";
        const string away = "The mail server at smtp.example.org:587 does not answer, so check MAIL_SERVER and "
            + "MAIL_PORT: Connection refused.";
        await Clear(rows);
        await Put(
            rows, Parked, "parked", "rosa.quispe@wild-peru-conservation.example", "Welcome to TrapTagger", refused);
        await Put(rows, "00000000000000000000000000000002", "parked", "tom@example.org",
            "Wild Peru invites you to label photographs", away);
        await Put(rows, "00000000000000000000000000000003", "waiting", "eve@example.org",
            "Finish signing up to TrapTagger", away);
        await Put(rows, "00000000000000000000000000000004", "sent", "ben@example.org", "Reset your password", null);
        await rows.Run("""
            INSERT INTO enquiry (id, organisation, name, email, message, state, created_at)
            VALUES (@Enquiry, 'Wild Peru', 'Rosa Quispe', 'rosa@wildperu.example', @message, 'open',
                '2026-05-03 10:00:00')
            """, new
            {
                Enquiry,
                message = "We run forty cameras in Manu, twice a year, some 200,000 photographs a season.\n"
                    + "Four of us label, mostly at night when the power is back.",
            });
    }

    private static Task Put(SiteRows rows, string id, string state, string to, string subject, string? reason) =>
        rows.Run(Add, new
        {
            id, to, subject, state, reason,
            ended = state == "waiting" ? null : "2026-05-04 10:00:00",
            content = $$"""
                {"To":"{{to}}","Subject":"{{subject}}","Name":"Rosa Quispe","Paragraphs":
                 ["Wild Peru can use TrapTagger now, and you are its administrator.",
                  "Glad to have you with us, Rosa. Ask when anything is unclear.",
                  "Choose a password to begin. Then upload your first survey, or invite the people you work with."],
                 "Button":{"Text":"Set your password","IsSecret":true,
                  "Address":"https://traps.example.org/set-password/3kq0vJ1zT4lmB7sW9xYcR2eN5uHgA8oPdFiKjLqMtXs"},
                 "Closing":["The link works once, for 7 days.","If you did not ask for this, do nothing."]}
                """,
        });

    internal static async Task Clear(SiteRows rows)
    {
        await rows.Run("DELETE FROM mail WHERE id < '00000000000000000000000000000009'");
        await rows.Run("DELETE FROM enquiry WHERE id = @Enquiry", new { Enquiry });
    }
}

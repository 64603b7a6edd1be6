namespace TrapTagger.Testing;

/// <summary>Letters in every state, and what some of them answer.</summary>
public static class MailScenes
{
    /// <summary>A letter with a personal link.</summary>
    /// <returns>Its id; later ones are greater.</returns>
    public static async Task<string> HasLetter(
        this SiteUnderTest site, string state, string subject = "Welcome", string to = "ann@example.org",
        string? id = null)
    {
        id ??= $"{SiteRows.NextId():x32}";
        await site.Rows.Run("""
            INSERT INTO mail (id, recipient, subject, content, holds_secret, state, attempts, reason, asked_at, due_at,
                created_at, ended_at)
            VALUES (@id, @to, @subject, @content, TRUE, @state, 1, @reason, '2026-05-03 10:00:00',
                '2099-05-03 10:00:00', '2026-05-03 10:00:00', @ended)
            """, new
            {
                id, to, subject, state,
                content = $$"""
                    {"To":"{{to}}","Subject":"Welcome","Name":"Ann","Paragraphs":["Here it is."],
                     "Button":{"Text":"Set your password","Address":"https://x.example/set-password/abc",
                     "IsSecret":true},"Closing":[]}
                    """,
                reason = state == "parked" ? "The server is away." : null,
                ended = state == "waiting" ? null : "2026-05-03 10:01:00",
            });
        return id;
    }

    public static Task HasEnquiry(
        this SiteUnderTest site, long id, string organisation = "Wild Peru", string from = "rosa@wildperu.example") =>
        site.Rows.Run("""
            INSERT INTO enquiry (id, organisation, name, email, message, state, created_at)
            VALUES (@id, @organisation, 'Rosa Quispe', @from, 'Forty cameras in Manu.', 'open',
                '2026-05-03 10:00:00')
            """, new { id, organisation, from });
}

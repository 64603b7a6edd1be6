using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Somebody's question whether their organisation may use the site.</summary>
public sealed record EnquiryModel
{
    public long Id { get; init; }
    public string Organisation { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Message { get; init; } = "";

    /// <summary>open, approved, declined.</summary>
    public string State { get; init; } = "";

    public string? Answer { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Organisations whose names look like this one's.</summary>
    public IReadOnlyList<string> Alike { get; init; } = [];

    public string? Error { get; init; }
}

internal static class EnquiryRows
{
    internal const string Open = "open";
    internal const string Approved = "approved";
    internal const string Declined = "declined";

    private const string Select = """
        SELECT e.id, e.organisation, e.name, e.email, e.message, e.state, e.answer, e.decided_at, e.created_at,
            p.name AS decided_by
        FROM enquiry e
        LEFT JOIN person p ON p.id = e.decided_by
        """;

    private const string FindOne = $"{Select} WHERE e.id = @id";

    private const string ListOfState = $"""
        {Select}
        WHERE e.state = @state AND e.id < @before
        ORDER BY e.id DESC
        LIMIT @most
        """;

    private const string ListNames = "SELECT name FROM organisation ORDER BY name";

    internal static Task<EnquiryModel?> FindAsync(DbSession session, long id) =>
        session.FindAsync<EnquiryModel>(FindOne, new { id });

    internal static Task<IReadOnlyList<EnquiryModel>> ListAsync(
        DbSession session, string state, long before, int most) =>
        session.QueryAsync<EnquiryModel>(ListOfState, new { state, before, most });

    internal static async Task<EnquiryModel> WithAlikeAsync(DbSession session, EnquiryModel enquiry)
    {
        var look = Spelling.AtAGlance(enquiry.Organisation);
        return enquiry with
        {
            Alike = [.. (await session.QueryAsync<string>(ListNames)).Where(n => Spelling.AtAGlance(n) == look)],
        };
    }
}

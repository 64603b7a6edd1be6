using TrapTagger.Platform.Data;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>What strangers may do by themselves only while the site's administrators let them.</summary>
internal static class WhileOpen
{
    /// <summary>Whether anybody may make an account; whoever is invited may in any case.</summary>
    internal static async Task<bool> IsSignUpOpenAsync(Db db, CancellationToken ct) =>
        (await ReadAsync(db, ct)).SignUpOpen;

    /// <summary>Why an organisation can't ask to join, in words for the form; null when it can.</summary>
    internal static async Task<string?> RejectEnquiryAsync(Db db, CancellationToken ct) =>
        (await ReadAsync(db, ct)).EnquiryOpen ? null : "This site takes no new organisations at the moment.";

    private static async Task<SiteSetting> ReadAsync(Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await SiteSettings.ReadAsync(session);
    }
}

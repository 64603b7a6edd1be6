using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Settings;

/// <summary>What site administrators decided for the whole site.</summary>
public sealed record SiteSetting
{
    /// <summary>What the site is called.</summary>
    public string Name { get; init; } = "TrapTagger";

    /// <summary>The e-mail address of who helps; empty when nobody said.</summary>
    public string Support { get; init; } = "";

    /// <summary>Whether a stranger may make an account to annotate with.</summary>
    public bool SignUpOpen { get; init; } = true;

    /// <summary>Whether a stranger may ask for an organisation.</summary>
    public bool EnquiryOpen { get; init; } = true;

    /// <summary>Who must have a second factor.</summary>
    public AskedOf SecondFactor { get; init; }

    /// <summary>What everybody reads on every page; empty when there is nothing to say.</summary>
    public string Announcement { get; init; } = "";

    public DateTimeOffset? AnnouncedFrom { get; init; }

    public DateTimeOffset? AnnouncedUntil { get; init; }

    /// <summary>What is to be read now; null when there is nothing.</summary>
    public SiteAnnouncement? AnnouncementAt(DateTimeOffset now) =>
        Announcement.Length > 0 && !(AnnouncedFrom > now) && !(AnnouncedUntil <= now)
            ? new(Announcement, Key($"{AnnouncedFrom?.UtcTicks} {Announcement}"))
            : null;

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Of whom the site asks something.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AskedOf>))]
public enum AskedOf
{
    Nobody,
    SiteAdministrators,
    Everybody,
}

/// <param name="Key">Of this text from this time on: who has read it is known by that.</param>
public sealed record SiteAnnouncement(string Text, string Key);

/// <summary>
/// The settings of the site. Pages show them from memory, which is at most seconds old; whoever decides by them reads
/// them in the session of the decision.
/// </summary>
public sealed class SiteSettings
{
    internal const string Subject = "settings";

    private const string Find = "SELECT value FROM setting WHERE name = 'site'";
    private const string Change = "UPDATE setting SET value = @value WHERE name = 'site'";
    private const string Create = "INTO setting (name, value) VALUES ('site', @value)";

    private volatile SiteSetting _now = new();

    /// <summary>As they were when this process last looked. Waits for nothing.</summary>
    public SiteSetting Now => _now;

    public static async Task<SiteSetting> ReadAsync(DbSession session) =>
        await session.ScalarAsync<string>(Find) is { } value ? JsonSerializer.Deserialize<SiteSetting>(value)! : new();

    /// <summary>Every process shows them within seconds after the commit.</summary>
    public static async Task SaveAsync(DbSession work, SiteSetting setting)
    {
        var value = JsonSerializer.Serialize(setting);
        if (await work.ExecuteAsync(Change, new { value }) == 0)
        {
            await work.ExecuteAsync($"{work.Dialect.InsertIgnore} {Create}", new { value });
        }
        work.Touch(Subject);
    }

    internal async Task RefreshAsync(Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        _now = await ReadAsync(session);
    }
}

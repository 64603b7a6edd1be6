using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>A site administrator names the site, and decides who may come by themselves and what all read.</summary>
internal static class ChangeSettings
{
    /// <summary>As a browser's field for a moment writes it.</summary>
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm";

    internal static async Task<RazorComponentResult> Show(Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return Page(Of(await SiteSettings.ReadAsync(session)));
    }

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] SettingsForm form, Db db, AuditLog audit, CancellationToken ct)
    {
        if (Reject(form) is { } reason)
        {
            return Page(
                new(form.Name, form.Support, form.SignUp == true, form.Enquiry == true, form.Announcement, form.From,
                    form.Until, reason) { SecondFactor = Asked(form) ?? AskedOf.Nobody },
                StatusCodes.Status422UnprocessableEntity);
        }
        var after = Of(form);
        await using var work = await db.BeginAsync(ct);
        var before = await SiteSettings.ReadAsync(work);
        await SiteSettings.SaveAsync(work, after);
        if (Changes(before, after) is { Count: > 0 } changes)
        {
            await audit.WriteAsync(work, new("settings.changed") { Details = changes });
        }
        await work.CommitAsync();
        return new SeeOther("/admin/settings");
    }

    /// <summary>Why the settings can't be used, in words for the form; null when they can.</summary>
    internal static string? Reject(SettingsForm form) => form switch
    {
        _ when string.IsNullOrWhiteSpace(form.Name) => "Give the site a name.",
        _ when form.Name.Trim().Length > 40 => "Keep the name under 40 characters: it stands on every page.",
        _ when form.Name.Any(char.IsControl) => "The name holds a character that can't be shown: type it anew.",
        { Support: { } support } when support.Trim().Length > 0 && EmailRule.Tidy(support) is null =>
            "Give the address for help as an e-mail address: it looks like help@example.org.",
        _ when Asked(form) is null => "Choose of whom a second factor is asked.",
        { Announcement.Length: > 400 } => "Keep the announcement under 400 characters.",
        { From.Length: > 0 } when Moment(form.From) is null =>
            "Write when the announcement begins as 2026-05-03T18:00.",
        { Until.Length: > 0 } when Moment(form.Until) is null =>
            "Write when the announcement ends as 2026-05-03T18:00.",
        _ when Moment(form.Until) <= Moment(form.From) => "The announcement ends before it begins.",
        _ => null,
    };

    /// <summary>What is another now: for the audit log.</summary>
    internal static Dictionary<string, object?> Changes(SiteSetting before, SiteSetting after) => typeof(SiteSetting)
        .GetProperties()
        .Where(property => !Equals(property.GetValue(before), property.GetValue(after)))
        .ToDictionary(property => property.Name, property => property.GetValue(after));

    private static SiteSetting Of(SettingsForm form) => new()
    {
        Name = form.Name!.Trim(),
        Support = EmailRule.Tidy(form.Support) ?? "",
        SignUpOpen = form.SignUp == true,
        EnquiryOpen = form.Enquiry == true,
        SecondFactor = Asked(form)!.Value,
        Announcement = form.Announcement?.Trim() ?? "",
        AnnouncedFrom = Moment(form.From),
        AnnouncedUntil = Moment(form.Until),
    };

    private static SettingsModel Of(SiteSetting setting) => new(
        setting.Name, setting.Support, setting.SignUpOpen, setting.EnquiryOpen, setting.Announcement,
        Text(setting.AnnouncedFrom), Text(setting.AnnouncedUntil)) { SecondFactor = setting.SecondFactor };

    private static AskedOf? Asked(SettingsForm form) =>
        Enum.GetValues<AskedOf>().Cast<AskedOf?>().FirstOrDefault(asked => $"{asked}" == form.SecondFactor);

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParseExact(
        text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        ? moment
        : null;

    private static string? Text(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    private static RazorComponentResult Page(SettingsModel model, int status = 200) =>
        Render.View<SettingsPage, SettingsModel>(model, status);
}

internal sealed record SettingsForm
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Support { get; init; }
    [FromForm] public bool? SignUp { get; init; }
    [FromForm] public bool? Enquiry { get; init; }
    [FromForm] public string? SecondFactor { get; init; }
    [FromForm] public string? Announcement { get; init; }
    [FromForm] public string? From { get; init; }
    [FromForm] public string? Until { get; init; }
}

public sealed record SettingsModel(
    string? Name, string? Support, bool SignUpOpen, bool EnquiryOpen, string? Announcement, string? From, string? Until,
    string? Error = null)
{
    public AskedOf SecondFactor { get; init; }
}

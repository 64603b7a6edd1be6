using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Who did what, kept for good. It can be written and read, and not changed. A line of it goes where logs go, too: what
/// somebody with the database's password removes here is still there.
/// </summary>
internal sealed class AuditLog(
    IHttpContextAccessor accessor, RisingKeys keys, TimeProvider clock, ILogger<AuditLog> log) : IHandle<AuditEntry>
{
    private const int LongestName = 254;

    private const string Add = """
        INSERT INTO audit_entry (id, happened_at, person_id, acting_as_id, organisation_id, verb,
            subject_kind, subject_id, subject_name, details, network)
        VALUES (@Id, @HappenedAt, @Person, @ActingAs, @Organisation, @Verb,
            @SubjectKind, @SubjectId, @SubjectName, @Details, @Network)
        """;

    /// <summary>A field named like one of these has no place in a log that many may read.</summary>
    private static readonly string[] Secrets = ["password", "secret", "token", "hash", "cookie"];

    public Task HandleAsync(AuditEntry happened, DbSession work) => WriteAsync(work, happened);

    /// <summary>Adds a row in the transaction of what it tells of.</summary>
    internal async Task WriteAsync(DbSession work, AuditEntry entry)
    {
        var http = accessor.HttpContext;
        var asked = Number(http, ClaimTypes.NameIdentifier);
        var administrator = Number(http, CurrentUser.AdministratorClaim);
        var row = new
        {
            Id = keys.Next(),
            HappenedAt = clock.GetUtcNow(),
            Person = entry.Person ?? administrator ?? asked,
            ActingAs = administrator is null ? null : asked,
            entry.Organisation,
            entry.Verb,
            SubjectKind = entry.Subject?.Kind,
            SubjectId = entry.Subject?.Id,
            SubjectName = Name(entry.Subject),
            Details = entry.Details is { } details ? Json(details) : null,
            Network = Networks.Of(http?.Connection.RemoteIpAddress),
        };
        await work.ExecuteAsync(Add, row);
        // Numbers alone: names and reasons are for those who may read the log itself.
        log.LogInformation(
            "Audit {Id}: {Verb} by person {Person} as {ActingAs}, organisation {Organisation}, about {Kind} {Subject}, "
            + "network {Network}",
            row.Id, row.Verb, row.Person, row.ActingAs, row.Organisation, row.SubjectKind, row.SubjectId, row.Network);
    }

    /// <exception cref="ArgumentException">A field's name says that it holds a secret.</exception>
    internal static string Json(object details)
    {
        var json = JsonSerializer.SerializeToElement(details);
        var secret = json.EnumerateObject().FirstOrDefault(field =>
            Secrets.Any(word => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return secret.Value.ValueKind == JsonValueKind.Undefined
            ? json.GetRawText()
            : throw new ArgumentException($"'{secret.Name}' does not belong in the audit log.", nameof(details));
    }

    private static string? Name(AuditSubject? subject) => subject switch
    {
        null or { Kind: "person" } or { Name: null } => null,
        { Name.Length: > LongestName } => subject.Name[..LongestName],
        _ => subject.Name,
    };

    private static long? Number(HttpContext? http, string claim) =>
        http?.User.FindFirstValue(claim) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}

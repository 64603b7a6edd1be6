using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Who did what, kept for good. It can be written and read, and not changed.</summary>
internal sealed class AuditLog(IHttpContextAccessor accessor, RisingKeys keys, TimeProvider clock) : IHandle<AuditEntry>
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
    internal Task WriteAsync(DbSession work, AuditEntry entry)
    {
        var http = accessor.HttpContext;
        var asked = Number(http, ClaimTypes.NameIdentifier);
        var administrator = Number(http, CurrentUser.AdministratorClaim);
        return work.ExecuteAsync(Add, new
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
            Network = Network(http?.Connection.RemoteIpAddress),
        });
    }

    /// <summary>
    /// The network an address is in: enough to see a stranger from far away, too little to find a person's home by.
    /// </summary>
    internal static string? Network(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => Network(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Prefix(address, 48),
        _ => Prefix(address, 24),
    };

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

    private static string Prefix(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bits / 8).Clear();
        return $"{new IPAddress(bytes)}/{bits}";
    }

    private static long? Number(HttpContext? http, string claim) =>
        http?.User.FindFirstValue(claim) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}

using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Mail;

/// <summary>The mail server, by the names that the original TrapTagger gives its settings.</summary>
internal sealed record MailSettings
{
    private const int Submission = 587;
    private const int TlsFromTheStart = 465;

    /// <summary>Null where letters become files.</summary>
    internal string? Server { get; private init; }

    internal int Port { get; private init; } = Submission;

    /// <summary>By STARTTLS, without which nothing is said.</summary>
    internal bool UsesTls { get; private init; } = true;

    internal NetworkCredential? Credentials { get; private init; }

    /// <summary>From whom letters are.</summary>
    internal required MailAddress Sender { get; init; }

    internal string Where => $"{Server}:{Port}";

    /// <exception cref="UnusableSettingException">One can't be used; the message says which and why.</exception>
    internal static MailSettings Read(IConfiguration configuration, SiteAddress site)
    {
        var (server, user) = (Given(configuration, "MAIL_SERVER"), Given(configuration, "MAIL_USERNAME"));
        var settings = new MailSettings
        {
            Server = server,
            Port = ReadPort(Given(configuration, "MAIL_PORT")),
            UsesTls = ReadTls(Given(configuration, "MAIL_USE_TLS")),
            Credentials = user is null ? null : new(user, Given(configuration, "MAIL_PASSWORD")),
            Sender = ReadSender(Given(configuration, "MAIL_DEFAULT_SENDER"), user, site),
        };
        if (server is null && user is not null)
        {
            throw new UnusableSettingException(
                "MAIL_USERNAME is set and MAIL_SERVER is not: name the mail server, such as smtp.example.org.");
        }
        if (server is not null && (server.Contains(':') || Uri.CheckHostName(server) == UriHostNameType.Unknown))
        {
            throw new UnusableSettingException(
                $"MAIL_SERVER is '{server}': give the mail server's name alone, such as smtp.example.org, and its port "
                + "as MAIL_PORT.");
        }
        return settings is { Credentials: not null, UsesTls: false } && !IsHere(server!)
            ? throw new UnusableSettingException(
                "MAIL_USE_TLS is off, so MAIL_PASSWORD would travel readable to another machine: turn it on.")
            : settings;
    }

    private static int ReadPort(string? given)
    {
        if (given is null)
        {
            return Submission;
        }
        if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new UnusableSettingException(
                $"MAIL_PORT is '{given}': give the number of the mail server's port, usually {Submission}.");
        }
        return port != TlsFromTheStart ? port : throw new UnusableSettingException(
            $"MAIL_PORT is {port}, where TLS begins at once: give the port where the mail server offers STARTTLS, "
            + $"usually {Submission}.");
    }

    private static bool ReadTls(string? given) => given?.ToUpperInvariant() switch
    {
        null or "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => throw new UnusableSettingException($"MAIL_USE_TLS is '{given}': say True or False."),
    };

    private static MailAddress ReadSender(string? given, string? user, SiteAddress site)
    {
        if (given is not null)
        {
            return MailAddress.TryCreate(given, out var sender) ? sender : throw new UnusableSettingException(
                $"MAIL_DEFAULT_SENDER is '{given}': give the address that letters come from, such as "
                + "traptagger@example.org.");
        }
        return new(MailAddress.TryCreate(user, out var own) ? own.Address : $"traptagger@{site.Host}", "TrapTagger");
    }

    private static bool IsHere(string server) =>
        server == "localhost" || (IPAddress.TryParse(server, out var address) && IPAddress.IsLoopback(address));

    private static string? Given(IConfiguration configuration, string name) =>
        configuration[name]?.Trim() is { Length: > 0 } value ? value : null;
}

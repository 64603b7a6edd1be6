namespace TrapTagger.AppHost;

/// <summary>What both programs are told of the mail server, and what holds where nobody says anything.</summary>
internal static class Mail
{
    internal static IReadOnlyList<MailSetting> Settings { get; } =
    [
        new("MAIL_SERVER", ""),
        new("MAIL_PORT", "587"),
        new("MAIL_USE_TLS", "True"),
        new("MAIL_USERNAME", ""),
        new("MAIL_PASSWORD", "", IsSecret: true),
        new("MAIL_DEFAULT_SENDER", ""),
    ];
}

/// <param name="Variable">As the original TrapTagger names it.</param>
internal sealed record MailSetting(string Variable, string Usual, bool IsSecret = false)
{
    internal string Parameter => Variable.ToLowerInvariant().Replace('_', '-');
}

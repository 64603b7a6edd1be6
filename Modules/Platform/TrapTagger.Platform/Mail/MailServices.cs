using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Health;

namespace TrapTagger.Platform.Mail;

public static class MailServices
{
    /// <summary>Letters can be written, and their fate read.</summary>
    /// <exception cref="UnusableSettingException">The mail server's settings can't be used.</exception>
    internal static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var site = new SiteAddress(configuration);
        services.AddSingleton(site);
        services.AddSingleton(MailSettings.Read(configuration, site));
        services.AddSingleton<KeptLetters>();
        services.AddSingleton<IMailer, Outbox>();
        services.AddSingleton(s => new MailBoard(
            s.GetRequiredService<Db>(), s.GetRequiredService<KeptLetters>(), s.GetRequiredService<MailSettings>(),
            s.GetRequiredService<TimeProvider>()));
    }

    /// <summary>What a worker does: sends them.</summary>
    public static IServiceCollection AddMailSending(this IServiceCollection services)
    {
        services.AddSingleton<MailQueue>();
        services.AddSingleton<LetterMessage>();
        services.AddSingleton<IPost>(s => s.GetRequiredService<MailSettings>() is { Server: not null } settings
            ? new SmtpPost(settings, s.GetRequiredService<TimeProvider>())
            : ActivatorUtilities.CreateInstance<FolderPost>(s));
        services.AddHostedService<SendMails>();
        return services;
    }

    /// <summary>What only a web app looks after: whether they arrive.</summary>
    public static IServiceCollection AddMailHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<MailHealth>("mail", HealthStatus.Degraded, [SiteHealth.Quiet]);
        return services;
    }
}

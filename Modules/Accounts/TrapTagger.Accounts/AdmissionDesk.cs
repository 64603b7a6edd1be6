using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What letting somebody new in by letters takes, as one parameter.</summary>
internal sealed record AdmissionDesk(
    Db Db, Ids Ids, IMailer Mailer, SiteAddress Site, UserManager<Person> People, Admission Admission,
    WelcomeLink Links, ICoordination Coordination, AuditLog Audit, Notices Notices, TimeProvider Clock)
{
    internal async Task<Person> NewPersonAsync(string name, string email, CancellationToken ct) => new()
    {
        Id = await Ids.NextAsync("person", ct),
        Name = name,
        Email = email,
        NormalizedEmail = People.NormalizeEmail(email),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = Clock.GetUtcNow(),
    };
}

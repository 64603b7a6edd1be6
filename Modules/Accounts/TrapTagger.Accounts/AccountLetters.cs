using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>Sends what people hear about their account by mail.</summary>
internal sealed class AccountLetters(IMailer mailer, SiteAddress site)
{
    internal Task LockedOutAsync(DbSession work, Person person) =>
        mailer.SendAsync(work, SecurityLetters.LockedOut(person));

    internal Task NewDeviceAsync(DbSession work, Person person, string device) =>
        mailer.SendAsync(work, SecurityLetters.NewDevice(person, device, site));

    internal Task ResetAsync(DbSession work, Person person, string token) =>
        mailer.SendAsync(work, SecurityLetters.Reset(person, token, site));

    internal Task PasswordChangedAsync(DbSession work, Person person) =>
        mailer.SendAsync(work, SecurityLetters.PasswordChanged(person, site));

    internal Task PasswordResetAsync(DbSession work, Person person) =>
        mailer.SendAsync(work, SecurityLetters.PasswordReset(person, site));

    internal Task CredentialsChangedAsync(DbSession work, Person person, string what) =>
        mailer.SendAsync(work, SecurityLetters.CredentialsChanged(person, what, site));

    internal Task AgreeWithOldAddressAsync(DbSession work, Person person, string email, string token) =>
        mailer.SendAsync(work, AddressLetters.AgreeWithOld(person, email, token, site));

    internal Task AgreeWithNewAddressAsync(DbSession work, string email, string token) =>
        mailer.SendAsync(work, AddressLetters.AgreeWithNew(email, token, site));

    internal async Task AddressChangedAsync(DbSession work, Person person, string before)
    {
        await mailer.SendAsync(work, AddressLetters.Changed(person, before, to: before));
        await mailer.SendAsync(work, AddressLetters.Changed(person, before, to: person.Email));
    }
}

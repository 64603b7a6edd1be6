using System.Net.Mail;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Mail;

/// <summary>Without a mail server each letter becomes a file (`.eml`) that any mail program opens.</summary>
internal sealed class FolderMailer(DataFolder data) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        var folder = data.In("mail");
        Directory.CreateDirectory(folder);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = folder,
        };
        using var message = new MailMessage("traptagger@localhost", letter.To, letter.Subject, letter.Text);
        await client.SendMailAsync(message, ct);
    }
}

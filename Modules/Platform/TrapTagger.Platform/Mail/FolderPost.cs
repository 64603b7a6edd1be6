using System.Net.Mail;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Mail;

/// <summary>Without a mail server each letter becomes a file (`.eml`) that any mail program opens.</summary>
internal sealed class FolderPost(DataFolder data) : IPost
{
    public async Task HandOverAsync(MailMessage message, CancellationToken ct)
    {
        var folder = data.In("mail");
        try
        {
            Directory.CreateDirectory(folder);
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = folder,
            };
            await client.SendMailAsync(message, ct);
        }
        catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException)
        {
            throw new PostException($"No letter can be written to {folder}: {e.GetBaseException().Message}", e);
        }
    }
}

namespace TrapTagger.Platform.Mail;

/// <summary>A letter to one person.</summary>
/// <param name="Text">The whole letter as plain text.</param>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>Where letters leave the product.</summary>
public interface IMailer
{
    Task SendAsync(Letter letter, CancellationToken ct);
}

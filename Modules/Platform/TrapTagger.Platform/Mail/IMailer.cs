using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Mail;

/// <summary>Where letters are written.</summary>
public interface IMailer
{
    /// <summary>
    /// Keeps a letter in the caller's transaction: it is sent exactly when the row that it speaks of is there. A worker
    /// sends it, and tries again for a day while it can't.
    /// </summary>
    Task SendAsync(DbSession work, Letter letter);
}

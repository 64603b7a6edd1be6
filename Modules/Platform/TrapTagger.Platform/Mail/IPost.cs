using System.Net.Mail;

namespace TrapTagger.Platform.Mail;

/// <summary>Where letters leave the product.</summary>
internal interface IPost
{
    /// <summary>Returns once somebody else has taken charge of the letter.</summary>
    /// <exception cref="PostException">Nobody has, as far as can be known.</exception>
    Task HandOverAsync(MailMessage message, CancellationToken ct);
}

/// <summary>A letter could not be handed over; the message is a sentence for the operator.</summary>
/// <param name="isForGood">Whether trying again is of no use.</param>
internal sealed class PostException(string message, Exception? inner, bool isForGood = false)
    : Exception(message, inner)
{
    internal bool IsForGood => isForGood;
}

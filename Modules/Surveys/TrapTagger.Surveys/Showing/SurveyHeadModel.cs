namespace TrapTagger.Surveys;

/// <summary>What every page of a survey says at its top.</summary>
public record SurveyHeadModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Description { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>The IANA zone of the cameras' clocks; null while nobody has said it.</summary>
    public string? Zone { get; init; }

    public bool UploadOpen { get; init; }
    public long Files { get; init; }
    public long FilesArrived { get; init; }
    public long FilesChecked { get; init; }
    public long FilesDuplicate { get; init; }
    public long FilesQuarantined { get; init; }
    public long Bytes { get; init; }
    public long BytesArrived { get; init; }
    public long Sites { get; init; }
    public long Cameras { get; init; }

    /// <summary>When the cameras' clocks took the first frame; null while no frame has a time.</summary>
    public DateTime? FirstAt { get; init; }

    public DateTime? LastAt { get; init; }

    public string Path => $"/surveys/{Id}";

    public long Missing => Files - FilesArrived;

    public long Frames => FilesChecked - FilesDuplicate - FilesQuarantined;
}

/// <summary>What of a survey moves by itself, and is shown live.</summary>
/// <param name="Stopped">Work that waits for a person, or was decided against.</param>
public sealed record SurveyProgressModel(
    SurveyHeadModel Head, IReadOnlyList<StageModel> Stages, IReadOnlyList<Platform.Jobs.ParkedWork> Stopped)
{
    public IEnumerable<Platform.Jobs.ParkedWork> Parked => Stopped.Where(w => !w.IsCancelled);

    /// <summary>Pieces of work that a site administrator decided against.</summary>
    public long Cancelled => Stopped.Where(w => w.IsCancelled).Sum(w => w.Jobs);
}

/// <param name="PerSecond">As seen over the last half minute; 0 while nothing moved or nobody looked.</param>
public sealed record StageModel(SurveyStage Stage, double PerSecond = 0)
{
    public bool IsDone => Stage.Total > 0 && Stage.Done >= Stage.Total;

    public bool IsMoving => PerSecond > 0 && !IsDone;
}

using System.ComponentModel.DataAnnotations;

namespace LabSdk;

/// <summary>How a tape is replayed. Copied when replaying begins: later changes have no effect.</summary>
public sealed class ReplayOptions : IValidatableObject
{
    /// <summary>Gets or sets how fast answers and streams come, as a multiple of how fast they came: 1 is as recorded, 10 is ten times as fast.</summary>
    /// <value>Default infinite: every answer comes at once. Must be above 0.</value>
    public double Speed { get; set; } = double.PositiveInfinity;

    /// <summary>Gets or sets whether the last answer to a question is given again when the question is asked more often than the tape has it.</summary>
    /// <value>Default false: an error says so (LAB-TAPE-0004), because the answer is not known.</value>
    public bool RepeatLast { get; set; }

    /// <summary>Gets or sets the clock of waits.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!(Speed > 0))
        {
            yield return new("must be above 0.", [nameof(Speed)]);
        }
    }

    internal ReplayOptions Copy() => (ReplayOptions)MemberwiseClone();
}

using System.ComponentModel.DataAnnotations;

namespace LabSdk.Options;

/// <summary>Checks an options object as a whole and reports every fault at once.</summary>
public static class OptionsValidator
{
    /// <summary>
    /// Checks the data-annotation attributes of <paramref name="options"/> and, when it is an
    /// <see cref="IValidatableObject"/>, its own rules.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="what">What is being configured, for the message, for example <c>the daq client</c>.</param>
    /// <exception cref="LabConfigurationException">One or more members are not valid; the message lists all of them.</exception>
    public static void Validate(object options, string what)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);

        // Validator skips IValidatableObject when an attribute already failed; users want the whole list.
        if (faults.Count > 0 && options is IValidatableObject own)
        {
            faults.AddRange(own.Validate(new ValidationContext(options)));
        }

        if (faults.Count == 0)
        {
            return;
        }

        var lines = faults.Select(fault => $"- {string.Join(", ", fault.MemberNames)}: {fault.ErrorMessage}");
        throw new LabConfigurationException(
            CoreErrorIds.InvalidOptions,
            $"The options of {what} are not valid:\n{string.Join("\n", lines)}",
            "Correct the listed members.");
    }
}

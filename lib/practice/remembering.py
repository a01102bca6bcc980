"""Questions to remember by: three from each notebook, asked again at the beginning of later ones."""

from dataclasses import dataclass

from lib.practice.engine.predict import Prediction, predict


@dataclass(frozen=True)
class Remembered:
    """A question, the notebook that answers it, and the predictions and exercises with its idea."""

    asked: Prediction
    notebook: str
    about: tuple[str, ...]

    @property
    def key(self):
        return self.asked.key


def _from(notebook, name, about, question, choices, right):
    asked = predict(f"recall.{notebook}_{name}", question, choices, right)
    return Remembered(asked, notebook, tuple(about.split()))


START = (
    _from(
        "00",
        "board",
        "start.toy_prediction",
        "In the very first figure a board lay on a curve. Which number is the *slope*?",
        {
            "How high the board is": "That is the value, f(x). A high place may be level.",
            "How steep it lies": "A number for the steepness, at this place of the curve.",
            "How far it has slid": "That is x, the place. The slope is looked up there.",
        },
        "How steep it lies",
    ),
    _from(
        "00",
        "brackets",
        "start.average",
        "Somebody writes `a + b / 2` for the average of `a = 2` and `b = 4`. What comes out?",
        {
            "3, the average": "That needs brackets: `(a + b) / 2`.",
            "5": "That would be `a / 2 + b`. Here only b stands before the `/`.",
            "4": "Python divides first: 2 + 4/2 = 4. The average is `(a + b) / 2` = 3.",
        },
        "4",
    ),
    _from(
        "00",
        "over_the_top",
        "start.toy_prediction",
        "The board slides over the top of a smooth hill, from left to right. What is its slope on the "
        "way?",
        {
            "Positive, 0, negative": "Uphill, level at the very top, downhill.",
            "Negative, 0, positive": "That is a valley: down first, then up.",
            "Positive, largest at the top": "The *height* is largest there. The board lies level.",
        },
        "Positive, 0, negative",
    ),
)

ARRAYS = (
    _from(
        "00b",
        "neighbours",
        "arrays.apart arrays.neighbours",
        "`y = np.array([2.0, 5.0, 9.0])`. What is `y[1:] - y[:-1]`?",
        {
            "[3, 4]": "[5, 9] minus [2, 5]: two rises between three heights.",
            "[7]": "That is the last minus the first, `y[-1] - y[0]`.",
            "[2, 3, 4]": "Three heights have only two steps between them.",
        },
        "[3, 4]",
    ),
    _from(
        "00b",
        "copy",
        "arrays.two_names arrays.nudged",
        "`w = np.array([1.0, 2.0])`, then `v = w.copy()`, then `v[0] = 9.0`. What is `w` now?",
        {
            "[9, 2]": "So it would be after `v = w`, one array with two names. A copy is another array.",
            "[1, 2]": "`.copy()` made a second array, and only that was changed.",
            "[9, 9]": "`v[0] = 9.0` changes one entry, and that of the copy.",
        },
        "[1, 2]",
    ),
    _from(
        "00b",
        "gaps",
        "arrays.measured",
        "`y = np.array([1.0, np.nan, 3.0])`. Which is True exactly at the gap?",
        {
            "y == np.nan": "NaN equals nothing, not even itself: this is False everywhere.",
            "y < 0": "`<` with NaN is False, and so it is at the other two here.",
            "np.isnan(y)": "Ask whether it is NaN; `==` and `<` never say yes to NaN.",
        },
        "np.isnan(y)",
    ),
)

SLOPE = (
    _from(
        "01",
        "pairs",
        "slope.pairs slope.machine slope.between slope.line_slope",
        "`f(x) = x²`. From x = 1 to x = 3 its slope is 4. What is it from x = 3 to x = 5?",
        {
            "4, as before": "A line has one slope for all pairs of points; a curve hasn't.",
            "8": "(25 − 9)/(5 − 3) = 8. On a curve the slope depends on the pair.",
            "16": "That is the rise, 25 − 9. It is still to be divided by the run, 2.",
        },
        "8",
    ),
    _from(
        "01",
        "weight",
        "slope.which_weight slope.impacts",
        "A neuron adds up `w₁·x₁ + w₂·x₂`, with weights 5 and 0.1 and the sample x₁ = 0.2, x₂ = 3. Which "
        "weight, nudged by 0.01, moves the sum more?",
        {
            "w₁: it is the larger weight": "How large a weight is doesn't matter; its input does: 0.2.",
            "Both alike": "The nudges are alike. They are multiplied by the inputs, 0.2 and 3.",
            "w₂: its input is larger": "A weight's multiple is the input that it multiplies, here 3.",
        },
        "w₂: its input is larger",
    ),
    _from(
        "01",
        "guessing",
        "slope.guessing",
        "For each weight one guess in ten is good enough. How many guesses at *six* weights at once are "
        "good enough in all six?",
        {
            "One in a million": "Ten to the power of six. The number of combinations defeats guessing.",
            "One in sixty": "The chances multiply, they don't add.",
            "One in ten": "That is for one weight. All six have to be right at once.",
        },
        "One in a million",
    ),
)

LIMITS = (
    _from(
        "02",
        "forward",
        "limits.six limits.halve limits.forward limits.central",
        "On a smooth curve, the forward difference with h = 0.2 is off by 0.04. Round-off is far away. By "
        "how much is it off with h = 0.1, about?",
        {
            "0.04": "It does depend on h: a shorter secant lies closer to the tangent.",
            "0.02": "Forward and backward err in proportion to h.",
            "0.01": "A quarter would be left with the *central* difference, in proportion to h².",
        },
        "0.02",
    ),
    _from(
        "02",
        "tiny",
        "limits.tiny limits.good_step limits.float32",
        "The forward difference of x² at x = 3 with h = 10⁻¹⁶ gives 0. Why?",
        {
            "3 + h is rounded to 3, so the difference is 0": (
                "The nudge is lost in rounding before f sees it. That is round-off."
            ),
            "The step is too long": "Too long is truncation. This step is too short.",
            "The slope there has no limit": "It has: 6. The computer's numbers are what ran out.",
        },
        "3 + h is rounded to 3, so the difference is 0",
    ),
    _from(
        "02",
        "corner",
        "limits.zoomed limits.calm limits.one_sided limits.lies limits.differentiable",
        "The central difference of |x| at x = 0 gives 0 for every h. So what is the derivative there?",
        {
            "0": "The central difference averages a −1 and a 1. No tangent has this slope.",
            "1": "So it is seen from the right alone. Look to the left too.",
            "There is none": "−1 from the left, 1 from the right. One must look at both sides.",
        },
        "There is none",
    ),
)

READING = (
    _from(
        "03",
        "bending",
        "reading.falling reading.turning reading.rises reading.velocity",
        "At some place f′ is negative and f″ positive. What does f do there?",
        {
            "It rises": "f″ > 0 says that the *slope* rises. f falls, since f′ < 0.",
            "It falls, less and less steeply": "f′ < 0: down. f″ > 0: the slope rises towards 0.",
            "It is below 0": "Neither f′ nor f″ says how high f is.",
        },
        "It falls, less and less steeply",
    ),
    _from(
        "03",
        "ends",
        "reading.level reading.highest",
        "Where is `f(x) = x²` highest, for x from −1 to 4?",
        {
            "At x = 0, where f′ = 0": "Level, yes, but here it is lowest. Compare all candidates.",
            "Nowhere: f′ isn't 0 up there": "It needn't be at an end. Ends are candidates too.",
            "At x = 4, an end": "Candidates: f′ = 0, no f′, and both ends. 16 is the highest of them.",
        },
        "At x = 4, an end",
    ),
    _from(
        "03",
        "product",
        "reading.factors reading.product_slope",
        "At some x: u = 2, u′ = 3, v = 5, v′ = 1. What is the slope of the product u·v there?",
        {
            "17": "u′v + uv′ = 3·5 + 2·1: each slope times the other factor.",
            "3": "That is u′·v′. A product has two strips, u′v and uv′.",
            "4": "Slopes add up for a sum, u + v. This is a product.",
        },
        "17",
    ),
)

CHAIN = (
    _from(
        "04",
        "where",
        "chain.series chain.where chain.flat chain.chain_of_two chain.missing_factor",
        "`y = f(g(x))` with g(2) = 5, g′(2) = 4, f′(2) = 7, f′(5) = 3. What is the slope of y at x = 2?",
        {
            "28": "7·4 takes f′ at 2. But f is given g(2) = 5, and works there.",
            "12": "f′(g(2))·g′(2) = 3·4: each slope where its machine works.",
            "7": "3 + 4 adds them. In series multiples multiply.",
        },
        "12",
    ),
    _from(
        "04",
        "paths",
        "chain.twice chain.both_rules",
        "x goes along two paths into y. Along one the multiples make 3, along the other 4. What is the "
        "slope of y by x?",
        {
            "12": "*Along* a path one multiplies. These are two paths.",
            "3.5": "They aren't averaged: each path moves y by its own share.",
            "7": "Along a path multiply, over the paths add.",
        },
        "7",
    ),
    _from(
        "04",
        "sigmoid",
        "chain.ten chain.depth_left chain.cost",
        "A sigmoid says σ(z) = 0.5. How steep is it there?",
        {
            "0.25": "σ′ = σ(1 − σ) = 0.5·0.5, the steepest that it ever is.",
            "0.5": "That is its value. The slope is σ(1 − σ).",
            "1": "tanh gets as steep as 1, at 0. A sigmoid gets to a quarter.",
        },
        "0.25",
    ),
)

GRADIENTS = (
    _from(
        "05",
        "held",
        "gradients.held gradients.partials gradients.numerical gradients.grid",
        "`f(x, z) = x·z²`. What is ∂f/∂x at x = 5, z = 3?",
        {
            "30": "That is ∂f/∂z = 2xz. Here z is held still.",
            "9": "z is held still, so z² = 9 is a constant multiple of x.",
            "45": "That is f itself, 5·9.",
        },
        "9",
    ),
    _from(
        "05",
        "across",
        "gradients.hillside gradients.sixty gradients.slope_towards",
        "At some place ∇f = (3, 4). How steep is f in the direction (4, −3), made one unit long?",
        {
            "0": "(3, 4)·(4, −3) = 0: square to the gradient, along the contour.",
            "5": "That is the steepest slope, towards (3, 4).",
            "−5": "That is straight against the gradient, towards (−3, −4).",
        },
        "0",
    ),
    _from(
        "05",
        "steepest",
        "gradients.hillside gradients.downhill gradients.nearby",
        "At some place ∇f = (3, 4). How steep is f in its steepest direction?",
        {
            "7": "3 + 4 is ∇f·(1, 1), and (1, 1) is longer than 1.",
            "25": "That is |∇f|². Divide it by the length of the arrow, 5.",
            "5": "The length of the gradient: ∇f·u with u = ∇f/|∇f|.",
        },
        "5",
    ),
)

JACOBIANS = (
    _from(
        "06",
        "shape",
        "jacobians.table jacobians.all_slopes jacobians.layer_jacobian jacobians.table_shapes",
        "A machine takes 2 numbers and gives 5. What shape has its Jacobian?",
        {
            "(2, 5)": "The other way round: rows are outputs, columns are inputs.",
            "(5, 2)": "A row for each output, a column for each input.",
            "(7,)": "It is a table: each of 5 outputs has a slope by each of 2 inputs.",
        },
        "(5, 2)",
    ),
    _from(
        "06",
        "softmax",
        "jacobians.all_up jacobians.softmax_jacobian",
        "Softmax: we raise one of three scores a little. What do the *other two* shares do?",
        {
            "They stay: their scores weren't touched": "The shares add up to 1, so all listen.",
            "They rise": "Then the sum would pass 1. What one share gains the others lose.",
            "They fall": "Off the diagonal stands −sᵢsⱼ, which is negative.",
        },
        "They fall",
    ),
    _from(
        "06",
        "pull",
        "jacobians.how_many jacobians.pull jacobians.chained",
        "One loss, 1,000 weights. What is the cheapest way to all 1,000 slopes?",
        {
            "One Jᵀu": "J has a single row, and one pull from the output gives it whole.",
            "One Jv": "One push gives one number: the slope in one direction v.",
            "1,000 Jv": "That works too, a column each, at a thousand times the price.",
        },
        "One Jᵀu",
    ),
)

DESCENT = (
    _from(
        "07",
        "edge",
        "descent.edge descent.learning_rate descent.largest_rate",
        "A bowl has curvature 10 along its only weight. Beyond which learning rate does gradient descent "
        "explode?",
        {
            "0.1": "At 1/c it lands in one step. It may go up to twice as far.",
            "0.2": "The edge is at 2/c: there each step multiplies the distance by −1.",
            "20": "The more curved, the shorter the step must be: 2/c, not 2·c.",
        },
        "0.2",
    ),
    _from(
        "07",
        "steps",
        "descent.swing descent.descend descent.steepest descent.momentum",
        "A bowl has curvature 5, η is 0.1. How much of the distance from the lowest place is left after "
        "*two* steps?",
        {
            "A quarter": "Each step multiplies it by 1 − ηc = 0.5.",
            "A half": "That is after one step.",
            "Nothing": "Two halves aren't taken off the start: the second takes half of what is left.",
        },
        "A quarter",
    ),
    _from(
        "07",
        "standardised",
        "descent.raw descent.hundredfold descent.fit descent.both descent.adam",
        "Why do we standardise measurements before we descend?",
        {
            "So that the lowest loss gets lower": "It is the same: a line fits either scale as well.",
            "So that all numbers are positive": "They aren't: the mean goes to 0.",
            "So that the ravine gets rounder": (
                "With curvatures closer to each other one η suits all weights."
            ),
        },
        "So that the ravine gets rounder",
    ),
)

BACKPROP = (
    _from(
        "08",
        "users",
        "backprop.overwritten backprop.twice backprop.multiply_backward backprop.blame_all",
        "Two machines use the same value. They hand back 2 and 5. What is its gradient?",
        {
            "5": "So it is when `=` overwrites what the first has handed back.",
            "7": "Paths add, hence `+=`.",
            "10": "One multiplies along a path. These are two.",
        },
        "7",
    ),
    _from(
        "08",
        "bias",
        "backprop.which_product backprop.layer_backward backprop.neuron_gradients",
        "To a layer's m units comes back a table D with a row for each of N samples. What is the "
        "gradient of the biases?",
        {
            "The sums of D's columns": "Over samples it is added: one number for each unit.",
            "The sums of D's rows": "That is a number for each sample. There is a bias for each unit.",
            "D itself": "It has N rows. A bias serves all samples and collects from all.",
        },
        "The sums of D's columns",
    ),
    _from(
        "08",
        "scores",
        "backprop.handed_back backprop.sure_and_wrong backprop.corner backprop.blame",
        "Softmax says p = (0.7, 0.2, 0.1), and the first is the true one. What does cross-entropy hand "
        "back to the three scores?",
        {
            "(0.7, 0.2, 0.1)": "Take the one-hot of the true one away.",
            "(0.3, −0.2, −0.1)": "The sign is turned: a higher first score makes the loss *smaller*.",
            "(−0.3, 0.2, 0.1)": "p minus one-hot: raise the first, lower the others.",
        },
        "(−0.3, 0.2, 0.1)",
    ),
)

TRAINING = (
    _from(
        "09",
        "zeros",
        "training.zeros training.step",
        "A network with a tanh layer starts with all its weights and biases at 0. Which of W1, b1, W2, b2 "
        "get a gradient other than 0 in the first step?",
        {
            "All four": "W2 is 0, so nothing comes back to W1 and b1; the units give 0, so W2 gets none.",
            "W2 and b2": "The gradient of W2 is made of what the units give, and that is 0.",
            "b2 alone": "It meets the loss directly. The others have a factor 0 on the way.",
        },
        "b2 alone",
    ),
    _from(
        "09",
        "means",
        "training.prepare",
        "Training and test penguins have been standardised as they should be. Whose column means are 0?",
        {
            "The training penguins' alone": "Mean and spread are theirs; the others are measured by them.",
            "Each part's own": "Then the test part's mean would have been used, which nobody may know.",
            "Those of all together": "That mean has test penguins in it: they would leak into training.",
        },
        "The training penguins' alone",
    ),
    _from(
        "09",
        "decay",
        "training.decay",
        "The loss gets the penalty (λ/2) Σ w². What is added to the slope by one weight w?",
        {
            "λ": "So it would be with the penalty λ w.",
            "λ w": "The slope of w² is 2w, and λ/2 times that is λ w.",
            "λ w²/2": "That is the penalty itself. Its slope is due.",
        },
        "λ w",
    ),
)

QUESTIONS = (
    *START,
    *ARRAYS,
    *SLOPE,
    *LIMITS,
    *READING,
    *CHAIN,
    *GRADIENTS,
    *JACOBIANS,
    *DESCENT,
    *BACKPROP,
    *TRAINING,
)

"""Controls that are more than an ordinary slider."""

from lib.stage.controls import Stepper, places


def test_stepper_stays_inside():
    stepper = Stepper("step", 4, 2)
    stepper.value = 99
    assert stepper.value == 4 == stepper.slider.value
    stepper.value = -3
    assert stepper.value == 0 and "last" in stepper.back.description
    stepper.back.click()
    assert stepper.value == 4 and "step 0" in stepper.on.description
    assert not stepper.on.disabled, "a button that goes grey loses the keyboard's focus"
    stepper.on.click()
    assert stepper.value == 0 and "one step on" in stepper.on.description
    assert not stepper.back.disabled
    stepper.slider.value = 3
    assert stepper.value == 3
    stepper.reach(2)
    assert stepper.value == 2 and places(stepper) == [0, 1, 2]
